package io.tidemark.query.product;

import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductEvent;
import io.tidemark.events.product.ProductUpdated;
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

/** Keeps {@code product_view}. Replaying any tail of the history ends in the same rows. */
@Component
class ProductProjection implements Projection<ProductEvent, ProductRow> {

    private static final String SAVE = """
            INSERT INTO product_view (id, business_id, owner, name, description, price, currency, image_url, status,
                                      generated_image_url, generated_caption, reason, version, position, created_at,
                                      updated_at)
            SELECT id, business_id, owner, name, description, price, currency, image_url, status,
                   generated_image_url, generated_caption, reason, version, position, created_at, updated_at
            FROM unnest(:id::uuid[], :businessId::uuid[], :owner::text[], :name::text[], :description::text[],
                        :price::numeric[], :currency::text[], :imageUrl::text[], :status::text[],
                        :generatedImageUrl::text[], :generatedCaption::text[], :reason::text[], :version::int8[],
                        :position::int8[], :createdAt::timestamptz[], :updatedAt::timestamptz[])
                 AS i (id, business_id, owner, name, description, price, currency, image_url, status,
                       generated_image_url, generated_caption, reason, version, position, created_at, updated_at)
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, description = excluded.description, price = excluded.price,
                currency = excluded.currency, image_url = excluded.image_url, status = excluded.status,
                generated_image_url = excluded.generated_image_url, generated_caption = excluded.generated_caption,
                reason = excluded.reason, version = excluded.version, position = excluded.position,
                updated_at = excluded.updated_at
            WHERE product_view.version < excluded.version
            """;

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
        return "product_view";
    }

    @Override
    public @Nullable ProductRow fold(@Nullable ProductRow row, RecordedEvent<ProductEvent> recorded) {
        if (row != null && row.version() >= recorded.version()) {
            return row;
        }
        if (recorded.event() instanceof ProductCreated created) {
            return ProductRow.of(created, recorded);
        }
        return row != null && recorded.event() instanceof ProductUpdated updated ? row.with(updated, recorded) : null;
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
                row.getLong("position"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    @Override
    public void save(Collection<ProductRow> rows) {
        jdbc.sql(SAVE)
                .param("id", Columns.of(rows, ProductRow::id))
                .param("businessId", Columns.of(rows, ProductRow::businessId))
                .param("owner", Columns.of(rows, ProductRow::owner))
                .param("name", Columns.of(rows, ProductRow::name))
                .param("description", Columns.of(rows, ProductRow::description))
                .param("price", Columns.of(rows, ProductRow::price))
                .param("currency", Columns.of(rows, ProductRow::currency))
                .param("imageUrl", Columns.of(rows, ProductRow::imageUrl))
                .param("status", Columns.of(rows, ProductRow::status))
                .param("generatedImageUrl", Columns.of(rows, ProductRow::generatedImageUrl))
                .param("generatedCaption", Columns.of(rows, ProductRow::generatedCaption))
                .param("reason", Columns.of(rows, ProductRow::reason))
                .param("version", Columns.of(rows, ProductRow::version))
                .param("position", Columns.of(rows, ProductRow::position))
                .param("createdAt", Columns.of(rows, ProductRow::createdAt))
                .param("updatedAt", Columns.of(rows, ProductRow::updatedAt))
                .update();
    }
}
