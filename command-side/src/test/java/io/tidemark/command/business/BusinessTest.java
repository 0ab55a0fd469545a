package io.tidemark.command.business;

import static io.tidemark.command.Expected.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.command.Refusal;
import io.tidemark.command.dispatch.Versioned;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessUpdated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessTest {

    private static final String ID = "6f1c2d4e-0000-4000-8000-000000000001";
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00.123Z");

    private final FixtureConfiguration<Business> fixture = new AggregateTestFixture<>(Business.class);

    @Test
    void user_sets_up_a_business() {
        fixture.givenCurrentTime(NOW)
                .when(create("ann", "Quay", "Boats"))
                .expectEvents(created())
                .expectResultMessagePayload(
                        new Versioned<>("business/" + ID, new BusinessState(ID, "ann", "Quay", "Boats", NOW, NOW), 0));
    }

    @Test
    void description_may_be_left_out() {
        fixture.givenNoPriorActivity()
                .when(create("ann", "Quay", null))
                .expectEvents(new BusinessCreated(ID, "ann", "Quay", null));
    }

    @Test
    void id_that_is_taken_is_refused() {
        fixture.given(created())
                .when(create("ann", "Quay", "Boats"))
                .expectNoEvents()
                .expectException(EventStoreException.class);
    }

    @Test
    void same_creation_again_is_told_from_another() {
        var state = BusinessState.after(null, created(), NOW);
        assertThat(state.isWhatIsAskedBy(create("ann", "Quay", "Boats"))).isTrue();
    }

    static Stream<CreateBusiness> others() {
        return Stream.of(create("bob", "Quay", "Boats"), create("ann", "Q", "Boats"), create("ann", "Quay", null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void creation_that_differs_anywhere_is_another(CreateBusiness other) {
        assertThat(BusinessState.after(null, created(), NOW).isWhatIsAskedBy(other))
                .isFalse();
    }

    @Test
    void owner_changes_what_is_different_and_nothing_else() {
        fixture.given(created())
                .when(update("ann", null, patch(" Quay & Sons ", "Boats")))
                .expectEvents(updated("Quay & Sons", null));
    }

    @Test
    void later_change_is_told_from_the_earlier_one() {
        fixture.given(created(), updated("Pier", null, "description"))
                .when(update("ann", 1L, patch("Quay", "Boats")))
                .expectEvents(updated("Quay", "Boats"));
    }

    @Test
    void description_is_cleared_once() {
        fixture.given(created())
                .when(update("ann", null, cleared("description")))
                .expectEvents(updated(null, null, "description"));
        fixture.given(created(), updated(null, null, "description"))
                .when(update("ann", null, cleared("description")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void same_values_again_record_nothing() {
        fixture.givenCurrentTime(NOW)
                .andGiven(created())
                .when(update("ann", null, patch(" Quay", "Boats")))
                .expectNoEvents()
                .expectResultMessagePayload(
                        new Versioned<>("business/" + ID, new BusinessState(ID, "ann", "Quay", "Boats", NOW, NOW), 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void version_that_is_not_the_current_one_is_refused(long expected) {
        fixture.given(created(), updated("Pier", null))
                .when(update("ann", expected, patch("Quay", null)))
                .expectNoEvents()
                .expectException(Refusal.with(412, "stale-version"));
    }

    @Test
    void stranger_finds_nothing() {
        fixture.given(created())
                .when(update("bob", 7L, patch("Mine", null)))
                .expectNoEvents()
                .expectException(Refusal.with(404, "not-found"));
    }

    @Test
    void business_that_never_was_is_not_found() {
        fixture.givenNoPriorActivity()
                .when(update("ann", null, patch("Quay", null)))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void name_cannot_be_cleared() {
        assertThatThrownBy(() -> BusinessChanges.parse(cleared("name")))
                .isInstanceOfSatisfying(
                        Refused.class, problem -> assertThat(problem.code()).isEqualTo("business.required"));
    }

    private static CreateBusiness create(String owner, String name, @Nullable String description) {
        return new CreateBusiness(
                new BusinessId(UUID.fromString(ID)),
                owner,
                new BusinessName(name),
                description == null ? null : new BusinessDescription(description));
    }

    private static UpdateBusiness update(String editor, @Nullable Long expectedVersion, BusinessChanges.Patch patch) {
        return new UpdateBusiness(
                new BusinessId(UUID.fromString(ID)), editor, version(expectedVersion), BusinessChanges.parse(patch));
    }

    private static BusinessChanges.Patch patch(@Nullable String name, @Nullable String description) {
        return new BusinessChanges.Patch(field("name", name), field("description", description));
    }

    private static BusinessChanges.Patch cleared(String field) {
        return new BusinessChanges.Patch(field("name", null, field), field("description", null, field));
    }

    private static BusinessCreated created() {
        return new BusinessCreated(ID, "ann", "Quay", "Boats");
    }

    private static BusinessUpdated updated(@Nullable String name, @Nullable String description, String... cleared) {
        return new BusinessUpdated(ID, "ann", field("name", name, cleared), field("description", description, cleared));
    }

    private static <T> Change<T> field(String name, @Nullable T value, String... cleared) {
        if (value != null) {
            return Change.to(value);
        }
        return List.of(cleared).contains(name) ? Change.cleared() : Change.absent();
    }
}
