package io.tidemark.standalone;

import static io.tidemark.standalone.Shop.BUSINESSES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** /api/businesses */
@ExtendWith(SharedTidemark.class)
class BusinessSpecTest {

    private static final String QUAY = "{\"name\":\" Quay \",\"description\":\"Boats\"}";

    private final Caller ann;

    BusinessSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
    }

    @Test
    void is_created_whole() {
        var answer = ann.post(BUSINESSES, QUAY).is(201);
        assertThat(answer.json().propertyNames())
                .containsExactly("id", "name", "description", "version", "createdAt", "updatedAt");
        assertThat(answer.text("name")).isEqualTo("Quay");
        assertThat(answer.location()).isEqualTo(BUSINESSES + "/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(ann.getAfter(answer, answer.location()).is(200).json()).isEqualTo(answer.json());
        assertThat(ann.eventsUpTo(answer)).singleElement().satisfies(event -> {
            assertThat(event.get("type").stringValue()).isEqualTo("business:created");
            assertThat(event.get("subject").stringValue()).isEqualTo("business/" + answer.text("id"));
            assertThat(event.get("data").propertyNames()).containsExactly("id", "name", "description");
        });
    }

    @Test
    void is_changed_where_it_is_different() {
        var created = ann.post(BUSINESSES, QUAY).is(201);
        var changed = ann.patch(created.location(), "{\"name\":\"Pier\",\"description\":null}", "If-Match", "\"0\"")
                .is(200);
        assertThat(changed.json().has("description")).isFalse();
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(ann.getAfter(changed, created.location()).is(200).json()).isEqualTo(changed.json());
        assertThat(ann.patch(created.location(), "{\"name\":\"Pier\"}").is(200).json())
                .isEqualTo(changed.json());
        assertThat(ann.eventsUpTo(changed))
                .last()
                .satisfies(event -> assertThat(event.get("data"))
                        .hasToString("{\"id\":\"%s\",\"name\":\"Pier\",\"description\":null}"
                                .formatted(created.text("id"))));
        assertThat(ann.eventsUpTo(changed)).hasSize(2);
    }

    @Test
    void is_listed_with_the_newest_first() {
        var first = ann.post(BUSINESSES, "{\"name\":\"A\"}").is(201);
        var second = ann.post(BUSINESSES, "{\"name\":\"B\"}").is(201);
        var changed = ann.patch(first.location(), "{\"name\":\"C\"}").is(200);
        var page = ann.getAfter(changed, BUSINESSES + "?limit=1").is(200);
        assertThat(page.list("data")).containsExactly(second.json());
        var next = ann.get(BUSINESSES + "?limit=1&after=" + page.text("next")).is(200);
        assertThat(next.list("data")).containsExactly(changed.json());
        assertThat(next.json().get("next").isNull()).isTrue();
        assertThat(ann.get("/api/snapshot").is(200).list("businesses")).containsExactly(second.json(), changed.json());
    }

    @Test
    void same_id_makes_the_same_creation() {
        var body = "{\"id\":\"%s\",\"name\":\"Quay\"}".formatted(UUID.randomUUID());
        var first = ann.post(BUSINESSES, body).is(201);
        ann.patch(first.location(), "{\"name\":\"Pier\"}").is(200);
        assertThat(ann.post(BUSINESSES, body).is(201).json()).isEqualTo(first.json());
        ann.post(BUSINESSES, body.replace("Quay", "Other")).isProblem(409, "business.id-taken");
    }

    @Test
    void same_key_does_it_once() {
        var first = ann.post(BUSINESSES, QUAY, "Idempotency-Key", "k").is(201);
        assertThat(ann.post(BUSINESSES, QUAY, "Idempotency-Key", "k").is(201).json())
                .isEqualTo(first.json());
        ann.post(BUSINESSES, "{\"name\":\"Other\"}", "Idempotency-Key", "k").isProblem(422, "idempotency-key.reused");
        assertThat(ann.eventsUpTo(first)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | business.name-length",
                "{\"name\":\" \"} | business.name-length",
                "{\"name\":1} | json.wrong-type",
                "{\"name\":\"a\",\"owner\":\"eve\"} | json.unknown-field",
                "{\"name\":\"a\",\"id\":\"7\"} | business.id"
            })
    void what_is_no_business_is_refused(String body, String code) {
        ann.post(BUSINESSES, body).isProblem(400, code);
        assertThat(ann.get(BUSINESSES).is(200).list("data")).isEmpty();
    }

    @Test
    void change_that_cannot_be_is_refused() {
        var created = ann.post(BUSINESSES, QUAY).is(201);
        ann.patch(created.location(), "{\"name\":null}").isProblem(400, "business.required");
        ann.patch(created.location(), "{\"description\":\"" + "a".repeat(2_001) + "\"}")
                .isProblem(400, "business.description-length");
        ann.patch(created.location(), "{\"name\":\"B\"}", "If-Match", "\"1\"").isProblem(412, "stale-version");
        ann.patch(BUSINESSES + "/7", "{}").isProblem(400, "business.id");
        ann.patch(BUSINESSES + "/" + UUID.randomUUID(), "{}").isProblem(404, "not-found");
        ann.delete(created.location()).isProblem(405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "after=x"})
    void list_out_of_bounds_is_refused(String query) {
        assertThat(ann.get(BUSINESSES + "?" + query).is(400).text("code")).endsWith(".invalid");
        ann.get(BUSINESSES + "/7").isProblem(400, "business.id");
    }
}
