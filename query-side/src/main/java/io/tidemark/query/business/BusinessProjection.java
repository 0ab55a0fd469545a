package io.tidemark.query.business;

import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import io.tidemark.query.projection.RowTable;
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

    private static final RowTable<BusinessRow> TABLE = RowTable.<BusinessRow>named("business_view")
            .fixed("id", "uuid", BusinessRow::id)
            .fixed("owner", "text", BusinessRow::owner)
            .column("name", "text", BusinessRow::name)
            .column("description", "text", BusinessRow::description)
            .column("version", "int8", BusinessRow::version)
            .fixed("created_position", "int8", BusinessRow::createdPosition)
            .column("position", "int8", BusinessRow::position)
            .fixed("created_at", "timestamptz", BusinessRow::createdAt)
            .column("updated_at", "timestamptz", BusinessRow::updatedAt)
            .build();

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
        return TABLE.name();
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
                row.getLong("created_position"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<BusinessRow> rows) {
        TABLE.save(jdbc, rows);
    }
}
