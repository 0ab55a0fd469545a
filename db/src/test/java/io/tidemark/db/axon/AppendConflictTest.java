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
import org.junit.jupiter.api.Test;

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

    private List<Throwable> losers(String aggregateId, long sequenceNumber) {
        var racers = new ArrayList<CompletableFuture<Void>>();
        for (int racer = 0; racer < RACERS / 2; racer++) {
            racers.add(here.appendLater(Noted.events(aggregateId, sequenceNumber, 1)));
            racers.add(there.appendLater(Noted.events(aggregateId, sequenceNumber, 1)));
        }
        return Tasks.failures(racers);
    }
}
