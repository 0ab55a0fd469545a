package io.tidemark.query.feed.store;

import io.tidemark.db.loop.BackgroundLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes entries that are too old, and the oldest entries of channels that have too many. It works in small steps, in
 * one process at a time, and not during a rebuild of the read models.
 *
 * <p>A cursor before a removed entry is answered with a reset. For entries removed by age, the floor shows it, which is
 * raised before anything is removed. For entries removed by number, the channel's first remaining entry shows it: its
 * previous position is after the cursor.
 */
@Component
class FeedRetention extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FeedRetention.class);

    /** A step that takes longer at shutdown is rolled back with its connection. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    /** Age by the time at which the log recorded the event, and by the database's clock. */
    private static final String RAISE_FLOOR = """
            UPDATE feed_state s SET floor = least(old.position, s.head)
            FROM (SELECT position FROM event_log WHERE recorded_at < now() - ? * interval '1 millisecond'
                  ORDER BY recorded_at DESC, position DESC LIMIT 1) old
            WHERE s.projected = s.head AND s.floor < least(old.position, s.head)
            """;

    /** Deletes by row address. Whatever the planner estimates, it then never scans the whole table. */
    private static final String REMOVE_OLD = """
            DELETE FROM feed WHERE ctid = ANY (ARRAY (
                SELECT o.ctid FROM feed o WHERE o.position <= (SELECT floor FROM feed_state)
                ORDER BY o.position LIMIT :step))
            """;

    /** A channel's numbers have no gaps, so the oldest and the newest entry tell how many to remove. */
    private static final String REMOVE_SURPLUS = """
            DELETE FROM feed WHERE ctid = ANY (ARRAY (
                SELECT old.place
                FROM (SELECT n.channel, max(n.number) - :keep AS surplus FROM feed n
                      WHERE n.position > :after AND n.position <= :upTo GROUP BY n.channel) c
                CROSS JOIN LATERAL (SELECT o.number FROM feed o WHERE o.channel = c.channel
                                    ORDER BY o.position LIMIT 1) oldest
                CROSS JOIN LATERAL (SELECT o.ctid AS place FROM feed o WHERE o.channel = c.channel
                                    ORDER BY o.position LIMIT greatest(c.surplus - oldest.number + 1, 0)) old
                LIMIT :step))
            """;

    private final JdbcClient jdbc;
    private final FeedProperties properties;
    private final RetentionTuning tuning;
    private final TransactionTemplate transaction;

    FeedRetention(
            JdbcClient jdbc,
            FeedProperties properties,
            RetentionTuning tuning,
            PlatformTransactionManager transactions) {
        super("tidemark-retention", Duration.ZERO, CLOSE_TIMEOUT);
        this.jdbc = jdbc;
        this.properties = properties;
        this.tuning = tuning;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    protected void step() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(tuning.interval().toMillis());
        trim();
    }

    @Override
    protected void failed(Exception cause) {
        LOG.warn("Could not remove old feed entries; retrying at the next interval: {}", cause.getMessage());
    }

    /** The position up to which channels were trimmed, and to how many entries each. */
    private record Trimmed(long entries, long position) {}

    void trim() throws InterruptedException {
        if (properties.retention() != null) {
            raiseFloor(properties.retention());
        }
        while (!isClosed() && transaction.execute(step -> removeSome())) {
            TimeUnit.MILLISECONDS.sleep(tuning.pause().toMillis());
        }
    }

    /** In a transaction of its own, because the projector waits for the lock on the state's row. */
    private void raiseFloor(Duration retention) {
        jdbc.sql(RAISE_FLOOR).params(retention.toMillis()).update();
    }

    /** Returns whether this process has more to remove now. */
    private boolean removeSome() {
        var trimmed = jdbc.sql("SELECT entries, position FROM feed_retention FOR UPDATE SKIP LOCKED")
                .query(Trimmed.class)
                .optional();
        if (trimmed.isEmpty()) {
            return false;
        }
        var head = completeHead();
        return head.isPresent() && (removeOld() || removeSurplus(trimmed.get(), head.get()));
    }

    /** Empty during a rebuild. Must be read while the retention's row is locked, so that no rebuild starts after it. */
    private Optional<Long> completeHead() {
        return jdbc.sql("SELECT head FROM feed_state WHERE projected = head")
                .query(Long.class)
                .optional();
    }

    private boolean removeOld() {
        int step = tuning.step();
        return jdbc.sql(REMOVE_OLD).param("step", step).update() == step;
    }

    /** Trims the channels with new entries, and all channels if the configured number of entries has changed. */
    private boolean removeSurplus(Trimmed trimmed, long head) {
        var keep = properties.retentionEntries();
        if (keep == null) {
            return false;
        }
        long after = trimmed.entries() == keep ? trimmed.position() : 0;
        if (after >= head) {
            return false;
        }
        int step = tuning.step();
        long upTo = endOfStep(after, step).orElse(head);
        int removed = jdbc.sql(REMOVE_SURPLUS)
                .param("keep", keep)
                .param("after", after)
                .param("upTo", upTo)
                .param("step", step)
                .update();
        if (removed == step) {
            return true;
        }
        jdbc.sql("UPDATE feed_retention SET entries = ?, position = ?")
                .params(keep, upTo)
                .update();
        return upTo < head;
    }

    private Optional<Long> endOfStep(long after, int step) {
        return jdbc.sql("SELECT position FROM feed WHERE position > ? ORDER BY position OFFSET ? LIMIT 1")
                .params(after, step - 1)
                .query(Long.class)
                .optional();
    }
}
