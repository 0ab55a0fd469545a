package io.tidemark.db.axon;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidemark.db.LogFixture;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** Follows the log from its beginning to its end in many legs, now and then going back to where it has been. */
final class TortureReader {

    /** One way to read: from a position on, at most so many events; returns the position that it came to. */
    @FunctionalInterface
    private interface Leg {
        long read(long from, int count);
    }

    private static final int LONGEST_LEG = 5_000;

    private final SeenHistory history;
    private final LogFixture log;
    private final Random random;

    TortureReader(LogFixture log, SeenHistory history, Random random) {
        this.log = log;
        this.history = history;
        this.random = random;
    }

    /** Reads by streams, as Axon does, until it is at the end; that is negative as long as there is none. */
    void streamTo(LongSupplier end) {
        follow(this::stream, end);
    }

    /** Reads by plain queries. */
    void queryTo(LongSupplier end) {
        follow(this::query, end);
    }

    private void follow(Leg leg, LongSupplier end) {
        long furthest = 0;
        while (furthest != end.getAsLong()) {
            long from = random.nextInt(5) == 0 ? random.nextLong(furthest + 1) : furthest;
            furthest = Math.max(furthest, leg.read(from, 1 + random.nextInt(LONGEST_LEG)));
        }
    }

    private long stream(long from, int count) {
        long at = from;
        try (var stream = log.store.openStream(new GlobalSequenceTrackingToken(from))) {
            while (at < from + count && stream.hasNextAvailable(20, MILLISECONDS)) {
                var event = stream.nextAvailable();
                history.check(
                        ++at, event.trackingToken().position().orElseThrow(), UUID.fromString(event.getIdentifier()));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return at;
    }

    private record Row(long position, UUID eventId) {}

    private long query(long from, int count) {
        var rows = log.jdbc
                .sql("SELECT position, event_id FROM event_log WHERE position > ? ORDER BY position LIMIT ?")
                .params(from, count)
                .query(Row.class)
                .list();
        long at = from;
        for (var row : rows) {
            history.check(++at, row.position(), row.eventId());
        }
        if (rows.isEmpty()) {
            log.jdbc.sql("SELECT pg_sleep(0.01)").query().singleRow();
        }
        return at;
    }
}
