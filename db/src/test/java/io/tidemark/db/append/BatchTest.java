package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import io.tidemark.db.log.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one command of a batch does to the others: nothing. */
@Tag("postgres-versions")
class BatchTest {

    private static final String TOO_LONG_TO_BE_INDEXED =
            new Random(1).ints(10_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());

    private final String url = LogFixture.newDatabase();
    private final LogFixture log = new LogFixture(url);
    private final Batch batch = new Batch(url);

    @BeforeEach
    void store_one_event() {
        log.engine.appendEvents(Noted.events("a", 0, 1));
    }

    @AfterEach
    void close() {
        batch.close();
        log.close();
    }

    @Test
    void each_command_gets_the_position_of_its_last_event() {
        var one = batch.add(Noted.event("b", 0), Noted.event("b", 1));
        var other = batch.add(Noted.event("c", 0));
        batch.send();
        assertThat(one).isCompletedWithValue(3L);
        assertThat(other).isCompletedWithValue(4L);
    }

    @Test
    void a_batch_is_one_transaction() {
        var commands = List.of(batch.add(Noted.event("b", 0)), batch.add(Noted.event("c", 0)));
        batch.send();
        assertThat(commands).allMatch(CompletableFuture::isDone);
        assertThat(transactions()).isEqualTo(1);
    }

    @Test
    void commands_that_are_too_much_for_one_batch_are_sent_in_several() {
        try (var small = new Batch(url, LogFixture.batchesOf(3))) {
            var one = small.add(Noted.event("b", 0), Noted.event("b", 1));
            var large = small.add(Noted.event("c", 0), Noted.event("c", 1), Noted.event("c", 2), Noted.event("c", 3));
            var other = small.add(Noted.event("d", 0), Noted.event("d", 1));
            small.send();
            assertThat(List.of(one.join(), large.join(), other.join())).containsExactly(3L, 7L, 9L);
            assertThat(transactions()).isEqualTo(3);
        }
    }

    @Test
    void commands_that_are_too_long_for_one_batch_are_sent_in_several() {
        try (var small = new Batch(url, LogFixture.batchesOfChars(1_000))) {
            var text = "x".repeat(400);
            var answers = List.of(
                    small.add(Noted.event("b", 0, text)),
                    small.add(Noted.event("c", 0, text)),
                    small.add(Noted.event("d", 0, text)),
                    small.add(Noted.event("e", 0, text.repeat(10))),
                    small.add(Noted.event("f", 0, text)));
            small.send();
            assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(2L, 3L, 4L, 5L, 6L);
            assertThat(transactions()).isEqualTo(4);
        }
    }

    @Test
    void one_that_lost_leaves_the_others_alone() {
        var before = batch.add(Noted.event("b", 0));
        var lost = batch.add(Noted.event("c", 0), Noted.event("a", 0));
        var after = batch.add(Noted.event("d", 0), Noted.event("d", 1));
        batch.send();
        assertThat(Tasks.failures(List.of(lost))).hasExactlyElementsOfTypes(AggregateStreamCreationException.class);
        assertThat(before).isCompletedWithValue(2L);
        assertThat(after).isCompletedWithValue(4L);
        assertThat(log.rows()).containsExactly("1 a/0", "2 b/0", "3 d/0", "4 d/1");
    }

    @Test
    void commands_for_the_same_place_are_told_apart() {
        var first = batch.add(Noted.event("b", 0));
        var second = batch.add(Noted.event("b", 0));
        var third = batch.add(Noted.event("c", 0));
        batch.send();
        assertThat(first).isCompletedWithValue(2L);
        assertThat(Tasks.failures(List.of(second))).hasExactlyElementsOfTypes(AggregateStreamCreationException.class);
        assertThat(third).isCompletedWithValue(3L);
    }

    static List<Named<PendingAppend>> poison() {
        return List.of(
                Named.of("NUL in the JSON", pending("p", "{\"text\": \"\\u0000\"}")),
                Named.of("half a JSON", pending("p", "{")),
                Named.of("NUL in the id", pending("p\0", "{}")),
                Named.of("an endless id", pending(TOO_LONG_TO_BE_INDEXED, "{}")));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void an_event_that_the_log_cannot_hold_fails_alone(PendingAppend poison) {
        var before = batch.add(Noted.event("b", 0));
        var refused = batch.add(poison);
        var after = batch.add(Noted.event("c", 0));
        batch.send();
        assertThat(Tasks.failures(List.of(refused))).hasExactlyElementsOfTypes(EventStoreException.class);
        assertThat(before).isCompletedWithValue(2L);
        assertThat(after).isCompletedWithValue(3L);
    }

    private long transactions() {
        return log.jdbc
                .sql("SELECT count(DISTINCT xmin::text) FROM event_log WHERE position > 1")
                .query(Long.class)
                .single();
    }

    private static PendingAppend pending(String aggregateId, String payload) {
        var entry = new NewEvent(
                UUID.randomUUID(), null, aggregateId, 0, "command", "Noted", null, payload, "{}", Instant.EPOCH);
        return new PendingAppend(List.of(entry), null);
    }
}
