package io.tidemark.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.axon.NamedTypesSerializer;
import io.tidemark.db.axon.StoredJson;
import io.tidemark.events.Change;
import io.tidemark.events.DomainEvent;
import io.tidemark.events.EventKinds;
import io.tidemark.events.EventName;
import io.tidemark.events.administration.AdministrationEvent;
import io.tidemark.events.administration.DeadLetterGivenUp;
import io.tidemark.events.administration.DeadLetterRetried;
import io.tidemark.events.administration.ReplayStarted;
import io.tidemark.events.administration.UserShutOut;
import io.tidemark.events.administration.UserUnblocked;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.events.product.ProductCreated;
import io.tidemark.events.product.ProductDeleted;
import io.tidemark.events.product.ProductEnriched;
import io.tidemark.events.product.ProductEnrichmentFailed;
import io.tidemark.events.product.ProductEnrichmentRequested;
import io.tidemark.events.product.ProductEvent;
import io.tidemark.events.product.ProductImageShown;
import io.tidemark.events.product.ProductUpdated;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyDeleted;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.reply.ReplyUpdated;
import io.tidemark.events.session.SessionActivitiesAdded;
import io.tidemark.events.session.SessionActivity;
import io.tidemark.events.session.SessionCorrected;
import io.tidemark.events.session.SessionEnded;
import io.tidemark.events.session.SessionEvent;
import io.tidemark.events.session.SessionStarted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AssignableTypeFilter;
import tools.jackson.databind.json.JsonMapper;

/** The name and the JSON of every stored event, pinned. A change here is a migration, never a refactoring. */
class StoredEventsTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final String BUSINESS = "6f1c2d4e-0000-4000-8000-000000000002";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    /** The interfaces of the slices, each sealed. */
    private static final List<Class<?>> SLICES = List.of(
            AdministrationEvent.class, ReplyEvent.class, BusinessEvent.class, ProductEvent.class, SessionEvent.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Serializer serializer =
            NamedTypesSerializer.of(new AnnotationRevisionResolver(), StoredJson::configure);

    static Stream<DomainEvent> samples() {
        return Stream.of(
                new DeadLetterGivenUp(ID, "reply/" + ID, 2, "withdrawn by its owner"),
                new DeadLetterRetried(ID, "reply/" + ID, true, "after the fix"),
                new ReplayStarted(ID, 7, "shadow", "weekly check"),
                new UserShutOut(ID, "mallory", "blocked", "stolen token"),
                new UserUnblocked(ID, "mallory", "has a new password"),
                new ReplyCreated(ID, "ann", "Greeting", "Hello 👋", "office", List.of("hi", "mail")),
                new ReplyUpdated(
                        ID, "ann", Change.to("Farewell"), Change.to("Bye"), Change.cleared(), Change.to(List.of())),
                new ReplyDeleted(ID, "ann"),
                new BusinessCreated(ID, "ann", "Quay", "Boats and rope"),
                new BusinessUpdated(ID, "ann", Change.to("Quay & Sons"), Change.cleared()),
                new ProductCreated(
                        ID,
                        BUSINESS,
                        "ann",
                        "Rope",
                        "Ten metres",
                        "12.50",
                        "EUR",
                        "https://example.com/rope.png",
                        "draft"),
                new ProductUpdated(
                        ID,
                        "ann",
                        Change.to("Long rope"),
                        Change.cleared(),
                        Change.to("99.00"),
                        Change.absent(),
                        Change.to("https://example.com/long.png")),
                new ProductImageShown(ID, "ann", Change.to("/api/images/rope.png")),
                new ProductEnrichmentRequested(ID, "ann", Change.to("processing"), Change.cleared()),
                new ProductEnriched(
                        ID,
                        "ann",
                        Change.to("enriched"),
                        Change.to("https://example.com/generated.png"),
                        Change.to("A rope that holds")),
                new ProductEnrichmentFailed(
                        ID, "ann", Change.to("failed"), Change.absent(), Change.to("A rope"), Change.to("out of ink")),
                new ProductDeleted(ID, BUSINESS, "ann"),
                new SessionStarted(ID, "ann", "tab-1", "quay", "boats", 42, NOON),
                new SessionActivitiesAdded(ID, "ann", List.of(new SessionActivity("a-1", "comment", NOON, 3))),
                new SessionEnded(ID, "ann", NOON, 1800, "client", false),
                new SessionCorrected(ID, "ann", NOON, 5400, "client", true));
    }

    static Stream<Class<?>> kinds() {
        return SLICES.stream().flatMap(EventKinds::of);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_written_in_its_pinned_shape(DomainEvent sample) throws IOException {
        var stored = serializer.serialize(sample, String.class);
        assertThat(json.readTree(stored.getData())).isEqualTo(json.readTree(pinned(sample)));
        assertThat(stored.getType().getName()).isEqualTo(nameOf(sample));
        assertThat(stored.getType().getRevision()).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_read_from_its_pinned_shape(DomainEvent sample) throws IOException {
        var stored = new SimpleSerializedObject<>(pinned(sample), String.class, nameOf(sample), "1");
        Object read = serializer.deserialize(stored);
        assertThat(read).isEqualTo(sample);
    }

    @Test
    void a_field_of_a_later_revision_is_passed_over() {
        var stored = new SimpleSerializedObject<>("""
            {"id": "%s", "owner": "ann", "reason": "spam"}\
            """.formatted(ID), String.class, "reply:deleted", "1");
        Object read = serializer.deserialize(stored);
        assertThat(read).isEqualTo(new ReplyDeleted(ID, "ann"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_of_event_has_a_sample(Class<?> kind) {
        assertThat(samples().map(Object::getClass)).contains(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_of_event_has_a_revision_and_a_name(Class<?> kind) {
        assertThat(kind).hasAnnotations(Revision.class, EventName.class);
        assertThat(EventKinds.nameOnTheWire(kind)).matches("[a-z-]{1,50}:[a-z-]{1,50}");
        assertThat(EventKinds.nameInTheLog(kind)).matches("[a-z-]{1,50}:[a-z-]{1,50}");
    }

    @Test
    void every_pinned_name_is_the_name_of_one_kind() throws IOException {
        var pinned = Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/events/*/*.json"))
                .map(file -> file.getDescription().replaceFirst("(?s).*/([^/]+)/([^/]+)[.]json.*", "$1:$2"));
        assertThat(kinds().map(EventKinds::nameInTheLog)).containsExactlyInAnyOrderElementsOf(pinned.toList());
    }

    @Test
    void every_event_of_the_contract_is_of_a_known_slice() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
        assertThat(scanner.findCandidateComponents("io.tidemark"))
                .extracting(found -> found.getBeanClassName())
                .containsExactlyInAnyOrderElementsOf(kinds().map(Class::getName).toList());
    }

    private static String nameOf(DomainEvent event) {
        return EventKinds.nameInTheLog(event.getClass());
    }

    private static String pinned(DomainEvent event) throws IOException {
        var file =
                new ClassPathResource("/events/%s.json".formatted(nameOf(event).replace(':', '/')));
        return file.getContentAsString(StandardCharsets.UTF_8);
    }
}
