package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.awaitility.Awaitility.await;

import io.tidemark.events.DomainEvent;
import io.tidemark.events.EventName;
import io.tidemark.events.administration.AdministrationEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Makes one of each event happen to a user. */
final class ProtocolHistory {

    private static final Duration CEILING = Duration.ofSeconds(20);
    private static final String START = """
            {"localId":"tab-1","repoOwner":"quay","repoName":"boats","prNumber":42,"startedAt":"2024-02-29T12:00:00.123Z"}""";
    private static final String ACTIVITIES = """
            {"localId":"tab-1","activities":[{"localId":"a-1","kind":"comment","at":"2024-02-29T12:10:00.123Z","count":3}]}""";

    private final RunningTidemark tidemark;
    private final StableNames names;
    private final Caller ann;

    ProtocolHistory(RunningTidemark tidemark, StableNames names, Caller ann) {
        this.tidemark = tidemark;
        this.names = names;
        this.ann = ann;
    }

    /** The names of all events that streams have. */
    static List<String> namesOfAllEvents() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(EventName.class));
        return scanner.findCandidateComponents(DomainEvent.class.getPackageName()).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(kind -> !AdministrationEvent.class.isAssignableFrom(kind)) // Only the audit has them.
                .map(kind -> kind.getAnnotation(EventName.class).value())
                .toList();
    }

    void reply() {
        var created = ann.post(
                        REPLIES,
                        """
                        {"id":"%s","title":"Greeting","content":"Hello 👋","category":"office","tags":["hi","mail"]}""".formatted(names.id(1)),
                        "Idempotency-Key",
                        "key-1",
                        "X-Correlation-ID",
                        "correlation-1",
                        "traceparent",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .is(201);
        ann.patch(created.location(), "{\"title\":\"Farewell\",\"category\":null}", "Idempotency-Key", "key-2")
                .is(200);
        ann.delete(created.location()).is(204);
    }

    void shop() {
        var business = ann.post(
                        Shop.BUSINESSES,
                        "{\"id\":\"%s\",\"name\":\"Quay\",\"description\":\"Boats and rope\"}".formatted(names.id(2)))
                .is(201);
        ann.patch(business.location(), "{\"name\":\"Quay & Sons\",\"description\":null}")
                .is(200);
        var product = ann.post("/api/products/" + business.text("id"), """
                {"id":"%s","name":"Rope","description":"Ten metres","price":12.5,"currency":"EUR",\
                "imageUrl":"https://example.com/rope.png"}""".formatted(names.id(3)))
                .is(201);
        ann.patch(product.location(), "{\"price\":\"99\",\"description\":null}").is(200);
        ann.post(product.location() + "/enrich", "").is(202);
        workflow().patch(product.location(), """
                {"status":"enriched","generatedImageUrl":"https://example.com/g.png","generatedCaption":"A rope"}""").is(200);
        ann.delete(product.location()).is(204);
    }

    private Caller workflow() {
        return tidemark.as(names.show("workflow-" + UUID.randomUUID(), "workflow"), "workflow");
    }

    /** A session that ends by itself, and whose real end arrives after that. */
    Answer session() {
        var started = ann.post("/api/sessions/start", START).is(201);
        names.show(started.text("id"), "<session>");
        var last = ann.post("/api/sessions/activities", ACTIVITIES).is(200);
        ann.getAfter(last, started.location()).is(200);
        awaitItsTimeout(started);
        return ann.post("/api/sessions/end", "{\"localId\":\"tab-1\",\"durationSeconds\":1800}")
                .is(200);
    }

    /** Nothing was heard of the session for an hour, as far as the log knows; what the log says is put right again. */
    private void awaitItsTimeout(Answer started) {
        var aggregate = "session/" + started.text("id");
        move(aggregate, "- interval '1 hour'");
        tidemark.database()
                .sql("UPDATE scheduled_tasks SET execution_time = now()"
                        + " WHERE position(?::text IN convert_from(task_data, 'UTF8')) > 0")
                .params(aggregate)
                .update();
        await().atMost(CEILING)
                .until(() -> ann.get(started.location()).text("status").equals("ended"));
        move(aggregate, "+ interval '1 hour'");
    }

    private void move(String aggregate, String by) {
        tidemark.database()
                .sql("UPDATE event_log SET occurred_at = occurred_at %s WHERE aggregate_id = ? AND sequence_number < 2"
                        .formatted(by))
                .params(aggregate)
                .update();
    }
}
