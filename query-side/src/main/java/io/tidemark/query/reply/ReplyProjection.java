package io.tidemark.query.reply;

import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import io.tidemark.query.projection.Columns;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code reply_view}. Replaying any tail of the history ends in the same rows. */
@Component
class ReplyProjection implements Projection<ReplyEvent, ReplyRow> {

    private static final String SAVE = """
            INSERT INTO reply_view (id, owner, title, content, category, tags, version, position, created_at, updated_at)
            SELECT id, owner, title, content, category, tags::text[], version, position, created_at, updated_at
            FROM unnest(:id::uuid[], :owner::text[], :title::text[], :content::text[], :category::text[], :tags::text[],
                        :version::int8[], :position::int8[], :createdAt::timestamptz[], :updatedAt::timestamptz[])
                 AS i (id, owner, title, content, category, tags, version, position, created_at, updated_at)
            ON CONFLICT (id) DO UPDATE
            SET title = excluded.title, content = excluded.content, category = excluded.category, tags = excluded.tags,
                version = excluded.version, position = excluded.position, updated_at = excluded.updated_at
            WHERE reply_view.version < excluded.version
            """;

    private final JdbcClient jdbc;

    ReplyProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<ReplyEvent> events() {
        return ReplyEvent.class;
    }

    @Override
    public String table() {
        return "reply_view";
    }

    @Override
    public @Nullable ReplyRow fold(@Nullable ReplyRow row, RecordedEvent<ReplyEvent> recorded) {
        if (row != null && row.version() >= recorded.version()) {
            return row;
        }
        if (recorded.event() instanceof ReplyCreated created) {
            return ReplyRow.of(created, recorded);
        }
        return row != null && recorded.event() instanceof ReplyUpdated updated ? row.with(updated, recorded) : null;
    }

    @Override
    public ReplyRow read(ResultSet row) throws SQLException {
        return new ReplyRow(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("title"),
                row.getString("content"),
                row.getString("category"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getLong("version"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<ReplyRow> rows) {
        jdbc.sql(SAVE)
                .param("id", Columns.of(rows, ReplyRow::id))
                .param("owner", Columns.of(rows, ReplyRow::owner))
                .param("title", Columns.of(rows, ReplyRow::title))
                .param("content", Columns.of(rows, ReplyRow::content))
                .param("category", Columns.of(rows, ReplyRow::category))
                .param("tags", Columns.of(rows, row -> Columns.array(row.tags())))
                .param("version", Columns.of(rows, ReplyRow::version))
                .param("position", Columns.of(rows, ReplyRow::position))
                .param("createdAt", Columns.of(rows, ReplyRow::createdAt))
                .param("updatedAt", Columns.of(rows, ReplyRow::updatedAt))
                .update();
    }
}
