package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.standalone.TraceCollector.Span;
import io.tidemark.testkit.SseFrame;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The spans of a change, from the request to the frame, as a collector of traces receives them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String POST = "http post " + REPLIES;
    private static final String CREATE = "command CreateReply";

    private final TraceCollector collector = TraceCollector.start();
    private final RunningTidemark tidemark = RunningTidemark.start(
            TestDatabase.create(),
            "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.address(),
            "management.opentelemetry.tracing.export.schedule-delay=50ms",
            "management.tracing.sampling.probability=1");
    private String trace = newTrace();
    private Caller ann = tidemark.newUser();

    @BeforeEach
    void beginAnew() {
        trace = newTrace();
        ann = tidemark.newUser();
    }

    @AfterAll
    void stop() {
        tidemark.close();
        collector.close();
    }

    @Test
    void one_trace_tells_the_way_from_the_request_to_the_frame() {
        try (var stream = follow()) {
            create(trace, "01");
            awaitSpans(trace, 5);
            assertThat(collector.of(trace))
                    .extracting(Span::name)
                    .containsExactlyInAnyOrder(POST, CREATE, "append", "project", "deliver");
            assertThat(span(POST).parent()).isEqualTo(CALLER);
            assertThat(span(CREATE).parent()).isEqualTo(span(POST).id());
            var command = span(CREATE).id();
            assertThat(List.of(span("append"), span("project"), span("deliver")))
                    .extracting(Span::parent)
                    .containsOnly(command);
            assertThat(traceparentOfEvent(stream)).isEqualTo("00-%s-%s-01".formatted(trace, command));
        }
    }

    @Test
    void trace_may_begin_here() {
        var event = ann.eventsUpTo(ann.creates("Greeting")).get(0);
        var place = event.get("traceparent").asString();
        trace = place.substring(3, 35);
        awaitSpans(trace, 4);
        assertThat(span(POST).parent()).isEmpty();
        assertThat(place).isEqualTo("00-%s-%s-01".formatted(trace, span(CREATE).id()));
    }

    @Test
    void trace_that_its_caller_does_not_sample_has_no_spans_and_passes_through() {
        var unsampled = newTrace();
        var created = create(unsampled, "00");
        assertThat(ann.eventsUpTo(created))
                .last()
                .satisfies(event -> assertThat(event.get("traceparent").asString())
                        .isEqualTo("00-%s-%s-00".formatted(unsampled, CALLER)));
        create(trace, "01");
        awaitSpans(trace, 4);
        assertThat(collector.of(unsampled)).isEmpty();
    }

    @Test
    void refused_command_says_so_and_waits_for_no_disk() {
        var missing = REPLIES + "/" + UUID.randomUUID();
        ann.delete(missing, "traceparent", place(trace, "01")).isProblem(404, "not-found");
        awaitSpans(trace, 2);
        assertThat(collector.of(trace)).hasSize(2);
        assertThat(span("command DeleteReply").failed()).isTrue();
    }

    @Test
    void command_that_changes_nothing_waits_for_no_disk() {
        var reply = ann.creates("Greeting").location();
        ann.patch(reply, "{\"title\":\"Greeting\"}", "traceparent", place(trace, "01"))
                .is(200);
        awaitSpans(trace, 2);
        assertThat(collector.of(trace))
                .extracting(Span::name)
                .containsExactlyInAnyOrder("http patch " + REPLIES + "/{id}", "command UpdateReply");
    }

    @Test
    void history_that_is_projected_again_makes_no_spans() {
        create(trace, "01");
        awaitSpans(trace, 4);
        var admin = tidemark.newUser("admin");
        var replay = admin.post("/api/audit/replays", "{\"mode\":\"in-place\"}").is(202);
        await().atMost(CEILING)
                .until(() -> admin.get(replay.location()).is(200).text("state").equals("done"));
        var later = newTrace();
        create(later, "01");
        awaitSpans(later, 4);
        assertThat(collector.spans())
                .filteredOn(span -> span.name().equals("project"))
                .extracting(Span::parent)
                .doesNotHaveDuplicates();
    }

    @Test
    void streams_and_the_actuator_have_no_spans() {
        var place = place(trace, "01");
        ann.get("/actuator/health/liveness", "traceparent", place).is(200);
        tidemark.anybody().get("/api/stream", "traceparent", place).isProblem(401, "unauthenticated");
        tidemark.anybody()
                .get("/api/audit/events", "traceparent", place, "Accept", "text/event-stream")
                .isProblem(401, "unauthenticated");
        var later = newTrace();
        create(later, "01");
        awaitSpans(later, 4);
        assertThat(collector.of(trace)).isEmpty();
        assertThat(collector.spans())
                .extracting(Span::name)
                .allSatisfy(name -> assertThat(name)
                        .matches("http (get|post|patch|delete) /api/.*|command \\w+|append|project|deliver"));
    }

    private StreamClient follow() {
        var stream = new StreamClient(tidemark.port(), ann.token(), null);
        await().atMost(CEILING).until(() -> !stream.frames().isEmpty());
        return stream;
    }

    private static String traceparentOfEvent(StreamClient stream) {
        await().atMost(CEILING).until(() -> stream.frames().stream().anyMatch(SseFrame::isChange));
        return stream.frames().stream()
                .filter(SseFrame::isChange)
                .map(frame -> frame.data().get("traceparent").asString())
                .collect(Collectors.joining());
    }

    private Answer create(String traceId, String flags) {
        return ann.post(REPLIES, HELLO, "traceparent", place(traceId, flags)).is(201);
    }

    private static String place(String traceId, String flags) {
        return "00-%s-%s-%s".formatted(traceId, CALLER, flags);
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private void awaitSpans(String traceId, int count) {
        await().atMost(CEILING).until(() -> collector.of(traceId).size() >= count);
    }

    private Span span(String name) {
        return collector.of(trace).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
