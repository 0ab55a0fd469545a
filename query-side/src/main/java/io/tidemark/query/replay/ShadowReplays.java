package io.tidemark.query.replay;

import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.query.administration.Administrator;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.projector.Rebuild;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the shadow replays of this process, on a thread of its own. It replays batch by batch, each in a transaction.
 * The last transaction replays up to the position of the running read models, and compares both in one snapshot.
 */
@Component
class ShadowReplays implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowReplays.class);
    private static final int SHUTDOWN_MILLIS = 500;

    /** The number of remaining events from which on the last transaction replays them. */
    private static final long NEAR = 1000;

    private final Replays replays;
    private final ShadowSchema shadow;
    private final Rebuild rebuild;
    private final Feed feed;
    private final TransactionTemplate transaction;
    private final TransactionTemplate oneSnapshot;
    private final ExecutorService thread;
    private final OutageLogger outage = new OutageLogger(LOG, "update the status of replays");
    private volatile boolean closed;

    ShadowReplays(Replays replays, ShadowSchema shadow, Rebuild rebuild, Feed feed, DataSource dataSource) {
        this.replays = replays;
        this.shadow = shadow;
        this.rebuild = rebuild;
        this.feed = feed;
        var transactions = new JdbcTransactionManager(dataSource); // JPA's have no savepoints.
        this.transaction = new TransactionTemplate(transactions);
        this.oneSnapshot = new TransactionTemplate(transactions);
        oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        var threads = new CustomizableThreadFactory("replay-");
        threads.setDaemon(true);
        this.thread = Executors.newSingleThreadExecutor(threads);
    }

    /** The replay was abandoned: another process considered this one dead, or this one is shutting down. */
    private static class GivenUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Starts a replay and returns its id. */
    long begin(Administrator administrator) {
        long replay = replays.beginBeside(administrator);
        perform(replay);
        return replay;
    }

    /** Does the work of a replay that has been started. */
    void perform(long replay) {
        thread.execute(() -> run(replay));
    }

    private void run(long replay) {
        try {
            replays.end(replay, outcome(replay));
        } catch (DataAccessException | TransactionException outage) {
            LOG.warn(
                    "Could not store the result of replay {}; it will be marked as abandoned: {}",
                    replay,
                    outage.toString());
        }
    }

    private ReplayOutcome outcome(long replay) {
        try {
            return replay(replay);
        } catch (GivenUpException givenUp) {
            return ReplayOutcome.abandoned();
        } catch (RuntimeException failed) {
            if (closed) {
                return ReplayOutcome.abandoned();
            }
            LOG.error("Replay {} failed", replay, failed);
            return ReplayOutcome.failed(failed);
        }
    }

    private ReplayOutcome replay(long replay) {
        var refused = new HashSet<String>();
        long position = 0;
        for (long target = projected(); target - position > NEAR; target = projected()) {
            position = advance(replay, position, target, refused);
        }
        return complete(replay, position, refused);
    }

    private long projected() {
        return feed.state().projected();
    }

    private long advance(long replay, long after, long upTo, Set<String> refused) {
        return transaction.execute(batch -> {
            enter(replay);
            var step = rebuild.next(after, upTo, refused);
            replays.advance(replay, step);
            return step.position();
        });
    }

    private ReplayOutcome complete(long replay, long after, Set<String> refused) {
        return oneSnapshot.execute(last -> {
            enter(replay);
            long target = projected();
            if (target < after) {
                throw new IllegalStateException("the read models were reset during the replay");
            }
            var done = new Rebuild.Step(after, 0, 0);
            while (done.position() < target) {
                done = done.and(rebuild.next(done.position(), target, refused));
            }
            var found = shadow.compare(replay);
            return ReplayOutcome.of(done, found.differences(), found.inAll());
        });
    }

    private void enter(long replay) {
        if (closed || !shadow.enter(replay)) {
            throw new GivenUpException();
        }
    }

    @Scheduled(fixedDelayString = "#{@replayTuning.interval().toString()}")
    void settle() {
        try {
            replays.settle();
            outage.recovered();
        } catch (DataAccessException | TransactionException failed) {
            outage.failed(failed);
        }
    }

    /** If the replay does not stop in time, it ends with its connection. */
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping while a replay is running; it will be marked as abandoned");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
