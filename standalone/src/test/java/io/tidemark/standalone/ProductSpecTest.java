package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** /api/products/{businessId} and /api/products/{businessId}/{productId} */
@ExtendWith(SharedTidemark.class)
class ProductSpecTest {

    private final Shop shop;
    private final Caller ann;

    ProductSpecTest(RunningTidemark tidemark) {
        shop = Shop.of(tidemark, "Quay");
        ann = shop.owner();
    }

    @Test
    void is_created_whole() {
        var answer = ann.post(shop.products(), """
                {"name":" Line ","description":"Thin","price":"7","currency":"JPY","imageUrl":"https://example.com/l.png"}""").is(201);
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "businessId",
                        "name",
                        "description",
                        "price",
                        "currency",
                        "imageUrl",
                        "status",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.text("name")).isEqualTo("Line");
        assertThat(answer.json().get("price").stringValue()).isEqualTo("7");
        assertThat(answer.text("status")).isEqualTo("draft");
        assertThat(answer.location()).isEqualTo(shop.products() + "/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        var read = ann.getAfter(answer, answer.location()).is(200);
        assertThat(read.json()).isEqualTo(answer.json());
        assertThat(read.header("ETag")).isEqualTo("\"0\"");
        assertThat(ann.eventsUpTo(answer)).last().satisfies(event -> {
            assertThat(event.get("type").stringValue()).isEqualTo("product:created");
            assertThat(event.get("subject").stringValue()).isEqualTo("product/" + answer.text("id"));
            assertThat(event.get("data").get("businessId").stringValue()).isEqualTo(shop.businessId());
        });
    }

    @Test
    void is_changed_where_it_is_different_on_either_path() {
        var renamed = shop.patch("{\"name\":\"Line\",\"currency\":\"EUR\"}").is(200);
        assertThat(renamed.text("price")).isEqualTo("12.50");
        var cleared = ann.patch(shop.oldPath(), "{\"price\":null,\"description\":null}", "If-Match", "\"1\"")
                .is(200);
        assertThat(cleared.json().has("currency")).isFalse();
        assertThat(ann.getAfter(cleared, shop.path()).is(200).json()).isEqualTo(cleared.json());
        assertThat(ann.patch(shop.oldPath(), "{\"name\":\"Line\"}").is(200).json())
                .isEqualTo(cleared.json());
        var id = shop.product().text("id");
        assertThat(ann.eventsUpTo(cleared))
                .extracting(event -> event.get("data").toString())
                .endsWith(
                        "{\"id\":\"%s\",\"name\":\"Line\"}".formatted(id),
                        "{\"id\":\"%s\",\"description\":null,\"price\":null,\"currency\":null}".formatted(id));
    }

    @Test
    void is_deleted_for_good() {
        ann.delete(shop.path(), "If-Match", "\"7\"").isProblem(412, "stale-version");
        var deleted = ann.delete(shop.path(), "If-Match", "\"0\"").is(204);
        ann.delete(shop.path()).is(204);
        ann.getAfter(deleted, shop.path()).isProblem(404, "not-found");
        assertThat(ann.get(shop.products()).is(200).list("data")).isEmpty();
        shop.patch("{\"name\":\"Line\"}").isProblem(404, "not-found");
        shop.enrich().isProblem(404, "not-found");
        assertThat(ann.eventsUpTo(deleted))
                .last()
                .satisfies(event -> assertThat(event.get("data"))
                        .hasToString("{\"id\":\"%s\",\"businessId\":\"%s\"}"
                                .formatted(shop.product().text("id"), shop.businessId())));
        ann.post(
                        shop.products(),
                        "{\"id\":\"%s\",\"name\":\"New\"}"
                                .formatted(shop.product().text("id")))
                .isProblem(409, "product.id-taken");
    }

    @Test
    void is_listed_with_the_newest_first_and_by_status() {
        var line = ann.post(shop.products(), "{\"name\":\"Line\"}").is(201);
        var enriching = shop.enrich().is(202);
        var page = ann.getAfter(enriching, shop.products() + "?limit=1").is(200);
        assertThat(page.list("data")).containsExactly(line.json());
        assertThat(ann.get(shop.products() + "?limit=1&after=" + page.text("next"))
                        .is(200)
                        .list("data"))
                .containsExactly(enriching.json());
        assertThat(ann.get(shop.products() + "?status=draft").is(200).list("data"))
                .containsExactly(line.json());
        assertThat(ann.get(shop.products() + "?status=failed").is(200).list("data"))
                .isEmpty();
        assertThat(ann.get("/api/snapshot").is(200).list("products")).containsExactly(line.json(), enriching.json());
    }

    @Test
    void is_only_under_its_own_business() {
        var other = ann.post(Shop.BUSINESSES, "{\"name\":\"Pier\"}").is(201);
        var path =
                "/api/products/%s/%s".formatted(other.text("id"), shop.product().text("id"));
        ann.getAfter(other, path).isProblem(404, "not-found");
        assertThat(ann.get("/api/products/" + other.text("id")).is(200).list("data"))
                .isEmpty();
        ann.patch(path, "{\"name\":\"Line\"}").isProblem(404, "not-found");
        ann.post(path + "/enrich", "").isProblem(404, "not-found");
        Multipart.image(Picture.png(1)).sentBy(ann, path + "/image").isProblem(404, "not-found");
        ann.delete(path).isProblem(404, "not-found");
    }

    @Test
    void same_id_makes_the_same_creation() {
        var body = "{\"id\":\"%s\",\"name\":\"Line\",\"price\":1.5,\"currency\":\"EUR\"}".formatted(UUID.randomUUID());
        var first = ann.post(shop.products(), body).is(201);
        ann.patch(first.location(), "{\"name\":\"Other\"}").is(200);
        assertThat(ann.post(shop.products(), body.replace("1.5", "\"1.50\""))
                        .is(201)
                        .json())
                .isEqualTo(first.json());
        ann.post(shop.products(), body.replace("1.5", "1.51")).isProblem(409, "product.id-taken");
    }

    @Test
    void same_key_does_it_once() {
        var line = "{\"name\":\"Line\",\"price\":1.5,\"currency\":\"EUR\"}";
        var first = ann.post(shop.products(), line, "Idempotency-Key", "k").is(201);
        assertThat(ann.post(shop.products(), line, "Idempotency-Key", "k")
                        .is(201)
                        .json())
                .isEqualTo(first.json());
        ann.post(shop.products(), line.replace("1.5", "2.5"), "Idempotency-Key", "k")
                .isProblem(422, "idempotency-key.reused");
        var changed =
                ann.patch(shop.path(), "{\"price\":3}", "Idempotency-Key", "p").is(200);
        shop.patch("{\"price\":4}").is(200);
        assertThat(ann.patch(shop.path(), "{\"price\":3}", "Idempotency-Key", "p")
                        .is(200)
                        .json())
                .isEqualTo(changed.json());
        ann.patch(shop.path(), "{\"price\":5}", "Idempotency-Key", "p").isProblem(422, "idempotency-key.reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | product.name-length",
                "{\"name\":null} | product.name-length",
                "{\"name\":\"a\",\"status\":\"enriched\"} | json.unknown-field",
                "{\"name\":\"a\",\"generatedCaption\":\"b\"} | json.unknown-field",
                "{\"name\":\"a\",\"id\":\"7\"} | product.id",
                "{\"name\":\"a\",\"imageUrl\":\"ftp://a/b\"} | product.image-url",
                "{\"name\":\"a\",\"price\":1} | product.price-currency",
                "{\"name\":\"a\",\"currency\":\"EUR\"} | product.price-currency",
                "{\"name\":\"a\",\"price\":1,\"currency\":\"XXX\"} | product.currency",
                "{\"name\":\"a\",\"price\":1,\"currency\":7} | json.wrong-type"
            })
    void what_is_no_product_is_refused(String body, String code) {
        ann.post(shop.products(), body).isProblem(400, code);
        assertThat(ann.getAfter(shop.product(), shop.products()).is(200).list("data"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\":null} | product.required",
                "{\"name\":\"\"} | product.name-length",
                "{\"status\":\"enriched\"} | json.unknown-field",
                "{\"reason\":null} | json.unknown-field",
                "{\"currency\":null} | product.price-currency",
                "{\"price\":null,\"currency\":\"USD\"} | product.price-currency",
                "{\"currency\":\"JPY\"} | product.price-digits",
                "{\"imageUrl\":\"a.png\"} | product.image-url",
                "[] | json.wrong-type"
            })
    void change_that_cannot_be_is_refused(String patch, String code) {
        shop.patch(patch).isProblem(400, code);
        ann.patch(shop.oldPath(), patch).isProblem(400, code);
        assertThat(ann.getAfter(shop.product(), shop.path()).is(200).json())
                .isEqualTo(shop.product().json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=DRAFT", "status=", "limit=0", "after=x"})
    void list_that_cannot_be_is_refused(String query) {
        assertThat(ann.get(shop.products() + "?" + query).is(400).text("code")).endsWith(".invalid");
    }

    @Test
    void what_is_no_id_is_refused() {
        ann.get("/api/products/7").isProblem(400, "business.id");
        ann.get(shop.products() + "/7").isProblem(400, "product.id");
        ann.post("/api/products/7", "{\"name\":\"a\"}").isProblem(400, "business.id");
        ann.patch(shop.products() + "/7", "{}").isProblem(400, "product.id");
        ann.delete(shop.products() + "/7").isProblem(400, "product.id");
        ann.patch(shop.products() + "/" + UUID.randomUUID(), "{}").isProblem(404, "not-found");
    }
}
