package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /api/products/{businessId}/{productId}/enrich, and what workflows report */
@ExtendWith(SharedTidemark.class)
class EnrichmentSpecTest {

    private static final String ENRICHED = """
            {"status":"enriched","generatedImageUrl":"https://example.com/g.png","generatedCaption":"A rope","reason":null}""";

    private final Shop shop;
    private final Caller ann;
    private final Caller workflow;

    EnrichmentSpecTest(RunningTidemark tidemark) {
        shop = Shop.of(tidemark, "Quay");
        ann = shop.owner();
        workflow = Shop.workflow(tidemark);
    }

    @Test
    void is_asked_for_by_the_owner_once_at_a_time() {
        var asked = shop.enrich().is(202);
        assertThat(asked.text("status")).isEqualTo("processing");
        assertThat(asked.header("ETag")).isEqualTo("\"1\"");
        shop.enrich().isProblem(409, "product.processing");
        assertThat(ann.getAfter(asked, shop.path()).is(200).json()).isEqualTo(asked.json());
        assertThat(ann.eventsUpTo(asked))
                .last()
                .satisfies(event -> assertThat(event.get("data"))
                        .hasToString("{\"id\":\"%s\",\"status\":\"processing\"}"
                                .formatted(shop.product().text("id"))));
    }

    @Test
    void is_asked_for_once_under_one_key_and_on_one_version() {
        ann.post(shop.path() + "/enrich", "", "If-Match", "\"3\"").isProblem(412, "stale-version");
        var first =
                ann.post(shop.path() + "/enrich", "", "Idempotency-Key", "k").is(202);
        var again =
                ann.post(shop.path() + "/enrich", "", "Idempotency-Key", "k").is(202);
        assertThat(again.json()).isEqualTo(first.json());
        ann.delete(shop.path(), "Idempotency-Key", "k").isProblem(422, "idempotency-key.reused");
    }

    @Test
    void comes_back_into_the_owners_stream() {
        shop.enrich().is(202);
        var reported = workflow.patch(shop.oldPath(), ENRICHED).is(200);
        assertThat(reported.text("status")).isEqualTo("enriched");
        assertThat(reported.text("generatedCaption")).isEqualTo("A rope");
        assertThat(ann.getAfter(reported, shop.path()).is(200).json()).isEqualTo(reported.json());
        assertThat(ann.eventsUpTo(reported)).last().satisfies(event -> {
            assertThat(event.get("type").stringValue()).isEqualTo("product:updated");
            assertThat(event.get("actor").stringValue()).startsWith("workflow-");
            assertThat(event.get("data").propertyNames())
                    .containsExactly("id", "status", "generatedImageUrl", "generatedCaption");
        });
        assertThat(workflow.get("/api/changes?after=" + reported.cursor().replaceFirst("\\..*", ".0"))
                        .is(200)
                        .list("events"))
                .isEmpty();
    }

    @Test
    void may_fail_and_be_asked_for_again() {
        shop.enrich().is(202);
        var failed = workflow.patch(shop.path(), "{\"status\":\"failed\",\"reason\":\"out of ink\"}")
                .is(200);
        assertThat(failed.text("reason")).isEqualTo("out of ink");
        var again = shop.enrich().is(202);
        assertThat(again.json().has("reason")).isFalse();
        assertThat(ann.getAfter(again, shop.path()).is(200).json()).isEqualTo(again.json());
        assertThat(ann.eventsUpTo(again))
                .last()
                .satisfies(event ->
                        assertThat(event.get("data").get("reason").isNull()).isTrue());
    }

    @Test
    void counts_while_somebody_waits_and_once() {
        workflow.patch(shop.path(), ENRICHED).isProblem(409, "product.not-processing");
        shop.enrich().is(202);
        var first = workflow.patch(shop.path(), ENRICHED).is(200);
        assertThat(workflow.patch(shop.path(), ENRICHED).is(200).json()).isEqualTo(first.json());
        assertThat(workflow.patch(shop.oldPath(), ENRICHED).is(200).cursor()).isEqualTo(first.cursor());
        workflow.patch(shop.path(), "{\"status\":\"failed\"}").isProblem(409, "product.not-processing");
        workflow.patch(shop.path(), ENRICHED.replace("A rope", "Rope")).isProblem(409, "product.not-processing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\":\"Line\"} | json.unknown-field",
                "{\"status\":\"enriched\",\"price\":1} | json.unknown-field",
                "{} | product.status",
                "{\"status\":null} | product.status",
                "{\"status\":\"draft\"} | product.status",
                "{\"status\":\"processing\"} | product.status",
                "{\"status\":1} | json.wrong-type",
                "{\"status\":\"enriched\",\"reason\":\"none\"} | product.reason",
                "{\"status\":\"enriched\",\"generatedImageUrl\":\"g.png\"} | product.image-url"
            })
    void report_that_cannot_be_is_refused(String report, String code) {
        var asked = shop.enrich().is(202);
        workflow.patch(shop.path(), report).isProblem(400, code);
        workflow.patch(shop.oldPath(), report).isProblem(400, code);
        assertThat(ann.getAfter(asked, shop.path()).is(200).json()).isEqualTo(asked.json());
    }

    @Test
    void report_is_for_workflows_alone() {
        shop.enrich().is(202);
        shop.patch(ENRICHED).isProblem(400, "json.unknown-field");
        ann.patch(shop.oldPath(), ENRICHED).isProblem(400, "json.unknown-field");
    }

    @Test
    void workflow_may_do_nothing_else() {
        workflow.get(shop.path()).isProblem(404, "not-found");
        workflow.get(shop.products()).isProblem(404, "not-found");
        workflow.post(shop.products(), "{\"name\":\"a\"}").isProblem(404, "not-found");
        workflow.post(shop.path() + "/enrich", "").isProblem(404, "not-found");
        workflow.delete(shop.path()).isProblem(404, "not-found");
        Multipart.image(Picture.png(1)).sentBy(workflow, shop.path() + "/image").isProblem(404, "not-found");
    }
}
