package io.tidemark.query.business;

import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.query.projection.Columns;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code business_view}. Replaying any tail of the history ends in the same rows. */
@Component
class BusinessProjection implements Projection<BusinessEvent, BusinessRow> {

    private static final String SAVE = """
            INSERT INTO business_view (id, owner, name, description, version, position, created_at, updated_at)
            SELECT id, owner, name, description, version, position, created_at, updated_at
            FROM unnest(:id::uuid[], :owner::text[], :name::text[], :description::text[], :version::int8[],
                        :position::int8[], :createdAt::timestamptz[], :updatedAt::timestamptz[])
                 AS i (id, owner, name, description, version, position, created_at, updated_at)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, description = excluded.description, version = excluded.version,
                position = excluded.position, updated_at = excluded.updated_at
            WHERE business_view.version < excluded.version
            """;

    private final JdbcClient jdbc;

    BusinessProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<BusinessEvent> events() {
        return BusinessEvent.class;
    }

    @Override
    public String table() {
        return "business_view";
    }

    @Override
    public @Nullable BusinessRow fold(@Nullable BusinessRow row, RecordedEvent<BusinessEvent> recorded) {
        if (row != null && row.version() >= recorded.version()) {
            return row;
        }
        if (recorded.event() instanceof BusinessCreated created) {
            return BusinessRow.of(created, recorded);
        }
        return row == null ? null : row.with((BusinessUpdated) recorded.event(), recorded);
    }

    @Override
    public BusinessRow read(ResultSet row) throws SQLException {
        return new BusinessRow(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                row.getString("description"),
                row.getLong("version"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<BusinessRow> rows) {
        jdbc.sql(SAVE)
                .param("id", Columns.of(rows, BusinessRow::id))
                .param("owner", Columns.of(rows, BusinessRow::owner))
                .param("name", Columns.of(rows, BusinessRow::name))
                .param("description", Columns.of(rows, BusinessRow::description))
                .param("version", Columns.of(rows, BusinessRow::version))
                .param("position", Columns.of(rows, BusinessRow::position))
                .param("createdAt", Columns.of(rows, BusinessRow::createdAt))
                .param("updatedAt", Columns.of(rows, BusinessRow::updatedAt))
                .update();
    }
}
