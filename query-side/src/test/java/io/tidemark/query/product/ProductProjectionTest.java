package io.tidemark.query.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SomeShop;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProductProjectionTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SomeShop shop = new SomeShop(user);

    @Test
    void a_creation_makes_a_row() {
        var created = shop.created();
        long position = node.append(shop.opened(), created);
        assertThat(row())
                .containsEntry("id", UUID.fromString(shop.productId()))
                .containsEntry("business_id", UUID.fromString(shop.businessId()))
                .containsEntry("owner", user)
                .containsEntry("name", "Rope")
                .containsEntry("description", "Long")
                .containsEntry("price", new BigDecimal("12.50"))
                .containsEntry("currency", "EUR")
                .containsEntry("image_url", "https://a.example/")
                .containsEntry("status", "draft")
                .containsEntry("generated_image_url", null)
                .containsEntry("generated_caption", null)
                .containsEntry("reason", null)
                .containsEntry("version", 0L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(created))
                .containsEntry("updated_at", timeOf(created));
    }

    @Test
    void an_update_changes_only_the_fields_that_it_names() {
        var created = shop.created();
        var priced = shop.priced("0.00", null);
        long position = node.append(created, priced);
        assertThat(row())
                .containsEntry("price", new BigDecimal("0.00"))
                .containsEntry("currency", "EUR")
                .containsEntry("name", "Rope")
                .containsEntry("description", "Long")
                .containsEntry("image_url", "https://a.example/")
                .containsEntry("status", "draft")
                .containsEntry("version", 1L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(created))
                .containsEntry("updated_at", timeOf(priced));
    }

    @Test
    void an_update_may_change_everything_at_once() {
        node.append(shop.created(), shop.changedWhole(), shop.enrichmentFailed());
        assertThat(row())
                .containsEntry("business_id", UUID.fromString(shop.businessId()))
                .containsEntry("name", "Line")
                .containsEntry("description", "Thin")
                .containsEntry("price", new BigDecimal("1"))
                .containsEntry("currency", "JPY")
                .containsEntry("image_url", "https://b.example/")
                .containsEntry("status", "failed")
                .containsEntry("generated_image_url", "https://c.example/")
                .containsEntry("generated_caption", "A line")
                .containsEntry("reason", "out of ink");
    }

    @Test
    void cleared_fields_are_empty() {
        node.append(
                shop.created(),
                shop.changedWhole(),
                shop.enrichmentFailed(),
                shop.priced(null, null, "price", "currency", "description", "imageUrl"),
                shop.enrichmentRequested("reason"));
        assertThat(row())
                .containsEntry("price", null)
                .containsEntry("currency", null)
                .containsEntry("description", null)
                .containsEntry("image_url", null)
                .containsEntry("reason", null)
                .containsEntry("status", "processing")
                .containsEntry("name", "Line")
                .containsEntry("generated_caption", "A line");
    }

    @Test
    void an_enrichment_and_an_image_change_only_their_own_fields() {
        node.append(shop.created(), shop.enrichmentRequested(), shop.enriched(), shop.imageShown());
        assertThat(row())
                .containsEntry("status", "enriched")
                .containsEntry("generated_image_url", "https://d.example/")
                .containsEntry("generated_caption", "A thin line")
                .containsEntry("image_url", "https://e.example/")
                .containsEntry("reason", null)
                .containsEntry("name", "Rope")
                .containsEntry("price", new BigDecimal("12.50"))
                .containsEntry("version", 3L);
    }

    @Test
    void a_deletion_removes_the_row() {
        node.append(shop.created());
        node.catchUp();
        node.append(shop.deleted());
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_price_is_answered_with_the_digits_that_the_event_had() {
        node.append(shop.opened(), shop.created(), shop.priced("900719925474.0993", "CLF"));
        node.catchUp();
        var answer = node.get(user, "/api/products/%s/%s".formatted(shop.businessId(), shop.productId()));
        assertThat(JsonMapper.shared().readTree(answer.body()).path("price").stringValue())
                .isEqualTo("900719925474.0993");
    }

    private Map<String, Object> row() {
        return rows().get(0);
    }

    private List<Map<String, Object>> rows() {
        node.catchUp();
        return node.jdbc()
                .sql("SELECT * FROM product_view WHERE id = ?::uuid")
                .params(shop.productId())
                .query()
                .listOfRows();
    }

    private static Timestamp timeOf(EventMessage<?> event) {
        return Timestamp.from(event.getTimestamp().truncatedTo(ChronoUnit.MICROS));
    }
}
