package io.tidemark.query.product;

import io.tidemark.events.product.ProductChange;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductEvent;
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

/** Keeps {@code product_view}. Replaying any tail of the history ends in the same rows. */
@Component
class ProductProjection implements Projection<ProductEvent, ProductRow> {

    private static final RowTable<ProductRow> TABLE = RowTable.<ProductRow>named("product_view")
            .fixed("id", "uuid", ProductRow::id)
            .fixed("business_id", "uuid", ProductRow::businessId)
            .fixed("owner", "text", ProductRow::owner)
            .column("name", "text", ProductRow::name)
            .column("description", "text", ProductRow::description)
            .column("price", "numeric", ProductRow::price)
            .column("currency", "text", ProductRow::currency)
            .column("image_url", "text", ProductRow::imageUrl)
            .column("status", "text", ProductRow::status)
            .column("generated_image_url", "text", ProductRow::generatedImageUrl)
            .column("generated_caption", "text", ProductRow::generatedCaption)
            .column("reason", "text", ProductRow::reason)
            .column("version", "int8", ProductRow::version)
            .fixed("created_position", "int8", ProductRow::createdPosition)
            .column("position", "int8", ProductRow::position)
            .fixed("created_at", "timestamptz", ProductRow::createdAt)
            .column("updated_at", "timestamptz", ProductRow::updatedAt)
            .build();

    private final JdbcClient jdbc;

    ProductProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Class<ProductEvent> events() {
        return ProductEvent.class;
    }

    @Override
    public String table() {
        return TABLE.name();
    }

    @Override
    public @Nullable ProductRow fold(@Nullable ProductRow row, RecordedEvent<ProductEvent> recorded) {
        if (row != null && row.version() >= recorded.version()) {
            return row;
        }
        if (recorded.event() instanceof ProductCreated created) {
            return ProductRow.of(created, recorded);
        }
        return row != null && recorded.event() instanceof ProductChange change ? row.with(change, recorded) : null;
    }

    @Override
    public ProductRow read(ResultSet row) throws SQLException {
        return new ProductRow(
                row.getObject("id", UUID.class),
                row.getObject("business_id", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                row.getString("description"),
                row.getString("price"),
                row.getString("currency"),
                row.getString("image_url"),
                row.getString("status"),
                row.getString("generated_image_url"),
                row.getString("generated_caption"),
                row.getString("reason"),
                row.getLong("version"),
                row.getLong("created_position"),
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<ProductRow> rows) {
        TABLE.save(jdbc, rows);
    }
}
