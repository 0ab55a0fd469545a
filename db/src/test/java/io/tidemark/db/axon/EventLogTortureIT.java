package io.tidemark.db.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many writers, rogue transactions and readers that come and go: there is one history, and everybody sees it. */
@Tag("slow")
class EventLogTortureIT {

    private static final int WRITERS = 8;
    private static final int ROGUES = 2;
    private static final int EVENTS = 500_000;

    private final long seed = Long.getLong("tidemark.seed", System.nanoTime());
    private final String url = LogFixture.newDatabase();
    private final LogFixture here = new LogFixture(url);
    private final LogFixture there = new LogFixture(url);
    private final SeenHistory history = new SeenHistory(2 * EVENTS);
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet(2 * EVENTS);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicLong end = new AtomicLong(-1);

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void everybody_sees_one_history_in_which_nothing_is_lost_or_doubled_or_out_of_order() {
        var readers = startReaders();
        var rogues = rogues();
        var writers =
                Stream.concat(startWriters(), rogues.stream().map(this::start)).toList();
        var began = Instant.now();
        assertThat(Tasks.failures(writers)).isEmpty();
        report(began, rogues);
        rogues.forEach(rogue -> acknowledged.addAll(rogue.committed()));
        end.set(PostgresEventStorageEngine.positionOf(here.store.createHeadToken()));
        assertThat(Tasks.failures(readers)).isEmpty();
        assertThatTheLogIsWhatWasAcknowledged();
        assertThat(numberOfEventsOutOfOrder()).isZero();
    }

    private List<CompletableFuture<Void>> startReaders() {
        return List.of(
                Tasks.start(() -> reader(here, 1).streamTo(end::get)),
                Tasks.start(() -> reader(there, 2).streamTo(end::get)),
                Tasks.start(() -> reader(here, 3).queryTo(end::get)),
                Tasks.start(() -> reader(there, 4).queryTo(end::get)));
    }

    private TortureReader reader(LogFixture log, int number) {
        return new TortureReader(log, history, new Random(seed + number));
    }

    private Stream<CompletableFuture<Void>> startWriters() {
        return IntStream.range(0, WRITERS)
                .mapToObj(writer -> Tasks.start(() -> write(writer % 2 == 0 ? here : there, writer)));
    }

    private void write(LogFixture log, int writer) {
        var random = new Random(seed + 100 + writer);
        for (long next = 0; written.get() < EVENTS; ) {
            var events = Noted.events("writer-" + writer, next, 50 + random.nextInt(151));
            log.engine.appendEvents(events);
            events.forEach(event -> acknowledged.add(UUID.fromString(event.getIdentifier())));
            written.addAndGet(events.size());
            next += events.size();
        }
    }

    private List<RogueWriter> rogues() {
        return IntStream.range(0, ROGUES)
                .mapToObj(rogue -> new RogueWriter(url, new Random(seed + 200 + rogue)))
                .toList();
    }

    private CompletableFuture<Void> start(RogueWriter rogue) {
        return Tasks.start(() -> rogue.writeUntil(() -> written.get() >= EVENTS));
    }

    private void report(Instant began, List<RogueWriter> rogues) {
        long millis = Duration.between(began, Instant.now()).toMillis();
        int rolledBack = rogues.stream().mapToInt(RogueWriter::rolledBack).sum();
        System.out.printf(
                "Torture: seed %d, %d events in %d ms, %d events/s with four readers; %d rogue roll-backs%n",
                seed, written.get(), millis, written.get() * 1000L / millis, rolledBack);
    }

    private record Stored(long position, UUID eventId) {}

    private void assertThatTheLogIsWhatWasAcknowledged() {
        var stored = here.jdbc
                .sql("SELECT position, event_id FROM event_log ORDER BY position")
                .query(Stored.class)
                .list();
        stored.forEach(event -> history.checkStored(event.position(), event.eventId()));
        assertThat(stored).hasSize(acknowledged.size()).allMatch(event -> acknowledged.contains(event.eventId()));
        assertThat(stored.get(stored.size() - 1).position()).isEqualTo(stored.size());
    }

    private int numberOfEventsOutOfOrder() {
        return here.jdbc.sql("""
                        SELECT count(*) FROM (SELECT sequence_number, row_number() OVER stream - 1 AS expected
                                              FROM event_log
                                              WINDOW stream AS (PARTITION BY aggregate_id ORDER BY position)) AS event
                        WHERE sequence_number <> expected
                        """).query(Integer.class).single();
    }
}
