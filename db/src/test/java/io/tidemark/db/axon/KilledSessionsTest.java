package io.tidemark.db.axon;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KilledSessionsTest {

    private static final int WRITERS = 4;
    private static final int KILLS = 20;

    /** A session has to log in and to append before it is killed, also on a machine with much to do. */
    private static final int PAUSE_MILLIS = 100;

    private final String url = LogFixture.newDatabase();
    private final AtomicInteger kills = new AtomicInteger();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(60)
    void acknowledged_events_are_stored_once_although_sessions_are_killed() {
        var killer = Executors.newSingleThreadScheduledExecutor();
        try (var log = new LogFixture(url);
                var other = new LogFixture(url)) {
            var killing = killer.scheduleWithFixedDelay(() -> kill(log), PAUSE_MILLIS, PAUSE_MILLIS, MILLISECONDS);
            assertThat(Tasks.failures(writers(log, other))).isEmpty();
            killing.cancel(false);
            assertThat(stored(log)).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(last(log)).isEqualTo(acknowledged.size());
        } finally {
            killer.shutdownNow();
        }
    }

    private List<CompletableFuture<Void>> writers(LogFixture... logs) {
        return IntStream.range(0, WRITERS)
                .mapToObj(writer -> Tasks.start(() -> write(logs[writer % logs.length], "writer-" + writer)))
                .toList();
    }

    private void write(LogFixture log, String aggregateId) {
        for (int sequenceNumber = 0; kills.get() < KILLS; sequenceNumber += 5) {
            var events = Noted.events(aggregateId, sequenceNumber, 5);
            log.engine.appendEvents(events);
            events.stream().map(DomainEventMessage::getIdentifier).forEach(acknowledged::add);
        }
    }

    private void kill(LogFixture log) {
        var killed = log.jdbc
                .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'tidemark-appender'")
                .query(Boolean.class)
                .list();
        kills.addAndGet(killed.size());
    }

    private static List<String> stored(LogFixture log) {
        return log.jdbc
                .sql("SELECT event_id FROM event_log")
                .query(String.class)
                .list();
    }

    private static long last(LogFixture log) {
        return log.jdbc
                .sql("SELECT max(position) FROM event_log")
                .query(Long.class)
                .single();
    }
}
