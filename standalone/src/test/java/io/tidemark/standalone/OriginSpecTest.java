package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.Tabs.SYNC;
import static io.tidemark.standalone.Tabs.batch;
import static io.tidemark.standalone.Tabs.op;
import static io.tidemark.standalone.Tabs.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testkit.SseFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** X-Correlation-ID and traceparent: what a request says of where it comes from, while traces are sent nowhere. */
@ExtendWith(SharedTidemark.class)
class OriginSpecTest {

    private static final String CORRELATION = "X-Correlation-ID";
    private static final String ID = "order-\"7\"\\=1";
    private static final String TRACEPARENT = "traceparent";
    private static final String PLACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String EVENTS = "/api/audit/events";

    private final RunningTidemark tidemark;
    private final Caller ann;

    OriginSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @Test
    void both_reach_the_changes_and_the_audit() {
        var created = create(CORRELATION, ID, TRACEPARENT, PLACE);
        var event = ann.eventsUpTo(created).get(0);
        assertThat(text(event, "correlationid")).isEqualTo(ID);
        assertThat(text(event, "traceparent")).isEqualTo(PLACE);
        var entry = ann.get(EVENTS).is(200).list("data").get(0);
        assertThat(text(entry, "correlationId")).isEqualTo(ID);
        assertThat(text(entry, "traceparent")).isEqualTo(PLACE);
    }

    @Test
    void both_reach_the_frames() {
        try (var stream = new StreamClient(tidemark.port(), ann.token(), null)) {
            await().until(() -> !stream.frames().isEmpty());
            create(CORRELATION, ID, TRACEPARENT, PLACE);
            await().until(() -> stream.frames().stream().anyMatch(SseFrame::isChange));
            var event = stream.frames().stream()
                    .filter(SseFrame::isChange)
                    .findFirst()
                    .orElseThrow()
                    .data();
            assertThat(text(event, "correlationid")).isEqualTo(ID);
            assertThat(text(event, "traceparent")).isEqualTo(PLACE);
        }
    }

    @Test
    void both_are_the_last_columns_of_the_table() {
        ann.getAfter(create(CORRELATION, "=1+1", TRACEPARENT, PLACE), REPLIES).is(200);
        var lines = ann.get(EVENTS, "Accept", "text/csv").is(200).body().split("\r\n", -1);
        assertThat(lines[0]).endsWith(",\"data\",\"correlationId\",\"traceparent\"");
        assertThat(lines[1]).endsWith(",\"'=1+1\",\"" + PLACE + "\"");
    }

    @Test
    void log_keeps_them_with_the_event_if_there_are_any() {
        assertThat(metaData(create(CORRELATION, "c", TRACEPARENT, PLACE)))
                .isEqualTo("{\"actor\": \"%s\", \"traceparent\": \"%s\", \"correlationId\": \"c\"}"
                        .formatted(ann.user(), PLACE));
        assertThat(metaData(create())).isEqualTo("{\"actor\": \"%s\"}".formatted(ann.user()));
    }

    /** Without the command's id, which is another each time. */
    private String metaData(Answer created) {
        return tidemark.database()
                .sql("SELECT (metadata - 'commandId')::text FROM event_log WHERE aggregate_id = ?")
                .params("reply/" + created.text("id"))
                .query(String.class)
                .single();
    }

    @Test
    void both_are_left_out_where_there_are_none() {
        var created = create();
        assertThat(created.headers().firstValue(CORRELATION)).isEmpty();
        assertThat(ann.eventsUpTo(created).get(0).propertyNames()).doesNotContain("correlationid", "traceparent");
        assertThat(ann.get(EVENTS).is(200).list("data").get(0).propertyNames())
                .doesNotContain("correlationId", "traceparent");
    }

    @Test
    void correlation_id_comes_back_with_the_answer_and_with_a_refusal() {
        assertThat(create(CORRELATION, ID).header(CORRELATION)).isEqualTo(ID);
        var refused = ann.post(REPLIES, "{}", CORRELATION, ID).isProblem(400, "reply.title-length");
        assertThat(refused.header(CORRELATION)).isEqualTo(ID);
        var missing = ann.delete(REPLIES + "/6f1c2d4e-0000-4000-8000-000000000001", CORRELATION, ID);
        assertThat(missing.isProblem(404, "not-found").header(CORRELATION)).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\tb"})
    void correlation_id_that_is_none_is_refused(String id) {
        ann.post(REPLIES, HELLO, CORRELATION, id).isProblem(400, "correlation-id.invalid");
        assertThat(ann.get(REPLIES).is(200).list("data")).isEmpty();
    }

    @Test
    void correlation_id_has_128_characters_at_most() {
        create(CORRELATION, "c".repeat(128));
        ann.post(REPLIES, HELLO, CORRELATION, "c".repeat(129)).isProblem(400, "correlation-id.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"})
    void traceparent_that_is_none_is_ignored(String traceparent) {
        var created = create(TRACEPARENT, traceparent);
        assertThat(ann.eventsUpTo(created).get(0).has("traceparent")).isFalse();
    }

    @Test
    void two_traceparents_are_none() {
        var created = create(TRACEPARENT, PLACE, TRACEPARENT, PLACE);
        assertThat(ann.eventsUpTo(created).get(0).has("traceparent")).isFalse();
    }

    @Test
    void command_that_is_sent_again_stays_as_it_came_first() {
        var first = create("Idempotency-Key", "k", CORRELATION, "first", TRACEPARENT, PLACE);
        var again = create("Idempotency-Key", "k", CORRELATION, "again");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header(CORRELATION)).isEqualTo("again");
        assertThat(ann.eventsUpTo(again))
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(text(event, "correlationid")).isEqualTo("first"));
    }

    @Test
    void operations_of_a_batch_come_from_where_the_batch_does() {
        var both = batch(List.of(op("start", start("tab-1")), op("start", start("tab-2"))));
        var answer = ann.post(SYNC, both, CORRELATION, ID, TRACEPARENT, PLACE).is(200);
        assertThat(answer.header(CORRELATION)).isEqualTo(ID);
        assertThat(ann.eventsUpTo(create()).subList(0, 2))
                .allSatisfy(event -> assertThat(text(event, "correlationid")).isEqualTo(ID))
                .allSatisfy(event -> assertThat(text(event, "traceparent")).isEqualTo(PLACE));
    }

    private Answer create(String... headers) {
        return ann.post(REPLIES, HELLO, headers).is(201);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString();
    }
}
