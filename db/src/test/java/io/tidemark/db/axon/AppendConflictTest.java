package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres-versions")
class AppendConflictTest {

    private static final int RACERS = 8;

    private final String url = LogFixture.newDatabase();
    private final LogFixture here = new LogFixture(url);
    private final LogFixture there = new LogFixture(url);

    @BeforeEach
    void store_one_event() {
        here.engine.appendEvents(Noted.events("a", 0, 1));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @RepeatedTest(5)
    void of_commands_that_race_for_a_place_one_wins() {
        assertThat(losers("a", 1)).hasSize(RACERS - 1).hasOnlyElementsOfType(ConcurrencyException.class);
        assertThat(here.rows()).containsExactly("1 a/0", "2 a/1");
    }

    @RepeatedTest(5)
    void of_commands_that_race_to_create_an_aggregate_one_wins() {
        assertThat(losers("b", 0)).hasSize(RACERS - 1).hasOnlyElementsOfType(AggregateStreamCreationException.class);
        assertThat(here.rows()).containsExactly("1 a/0", "2 b/0");
    }

    @Test
    void the_loser_s_events_are_the_ones_that_are_not_there() {
        here.engine.appendEvents(List.of(Noted.event("a", 1, "first")));
        assertThatThrownBy(() -> there.engine.appendEvents(List.of(Noted.event("a", 1, "second"))))
                .isExactlyInstanceOf(ConcurrencyException.class)
                .hasMessage("a already has an event 1");
        assertThat(here.texts("a")).containsExactly("a #0", "first");
    }

    @Test
    void a_command_is_stored_whole_or_not_at_all() {
        var command = List.of(Noted.event("c", 0), Noted.event("a", 0), Noted.event("d", 0));
        assertThatThrownBy(() -> here.engine.appendEvents(command))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(here.rows()).containsExactly("1 a/0");
    }

    @Test
    void a_command_that_the_log_has_whole_is_done() {
        var command = List.of(Noted.event("b", 0), Noted.event("b", 1));
        here.engine.appendEvents(command);
        there.engine.appendEvents(command);
        assertThat(here.rows()).containsExactly("1 a/0", "2 b/0", "3 b/1");
    }

    @Test
    void a_command_that_the_log_has_in_part_is_a_conflict_and_nothing_of_it_is_stored() {
        var stored = Noted.event("b", 0);
        here.engine.appendEvents(List.of(stored));
        var more = List.of(stored, Noted.event("b", 1));
        for (var process : List.of(here, there)) {
            assertThatThrownBy(() -> process.engine.appendEvents(more))
                    .isInstanceOf(AggregateStreamCreationException.class);
        }
        assertThat(here.rows()).containsExactly("1 a/0", "2 b/0");
        assertThat(there.recent.after(1, 10)).isEmpty();
    }

    @Test
    void events_of_two_commands_are_not_the_resend_of_one() {
        var one = Noted.event("b", 0);
        var other = Noted.event("b", 1);
        here.engine.appendEvents(List.of(one));
        here.engine.appendEvents(Noted.events("c", 0, 1));
        here.engine.appendEvents(List.of(other));
        assertThatThrownBy(() -> there.engine.appendEvents(List.of(one, other)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(there.recent.after(1, 10)).isEmpty();
    }

    private List<Throwable> losers(String aggregateId, long sequenceNumber) {
        var racers = new ArrayList<CompletableFuture<Void>>();
        for (int racer = 0; racer < RACERS / 2; racer++) {
            racers.add(here.appendLater(Noted.events(aggregateId, sequenceNumber, 1)));
            racers.add(there.appendLater(Noted.events(aggregateId, sequenceNumber, 1)));
        }
        return Tasks.failures(racers);
    }
}
