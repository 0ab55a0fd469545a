package io.tidemark.query.reply;

import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import io.tidemark.query.projection.Columns;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projection.RowTable;
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

    private static final RowTable<ReplyRow> TABLE = RowTable.<ReplyRow>named("reply_view")
            .fixed("id", "uuid", ReplyRow::id)
            .fixed("owner", "text", ReplyRow::owner)
            .column("title", "text", ReplyRow::title)
            .column("content", "text", ReplyRow::content)
            .column("category", "text", ReplyRow::category)
            .column("tags", "text[]", row -> Columns.array(row.tags()))
            .column("version", "int8", ReplyRow::version)
            .fixed("created_position", "int8", ReplyRow::createdPosition)
            .column("position", "int8", ReplyRow::position)
            .fixed("created_at", "timestamptz", ReplyRow::createdAt)
            .column("updated_at", "timestamptz", ReplyRow::updatedAt)
            .build();

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
        return TABLE.name();
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
                row.getLong("created_position"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<ReplyRow> rows) {
        TABLE.save(jdbc, rows);
    }
}
