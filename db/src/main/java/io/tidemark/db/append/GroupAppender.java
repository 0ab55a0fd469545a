package io.tidemark.db.append;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.append.AppendStatement.Verdict;
import io.tidemark.db.failure.SqlFailure;
import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.log.LogProperties;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.RecentEvents;
import io.tidemark.db.log.StoredEvent;
import io.tidemark.db.loop.BackgroundLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a process. It writes all waiting commands in one transaction, then gives each its own result.
 *
 * <p>A batch whose answer was lost with its connection is sent again until its commands give up; the log recognises
 * events that it has, so nothing is stored twice.
 */
public class GroupAppender extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(GroupAppender.class);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

    private final AppendMeters meters;
    private final AppendConnection appendConnection;
    private final OutageLogger outage = new OutageLogger(LOG, "append to the event log");
    private final RecentEvents recent;
    private final HighWaterMark logHighWaterMark;
    private final long probeMillis;
    private final BatchPacer pacer;
    private final AppendDeadlines deadlines;
    private final AppendQueue queue;

    public GroupAppender(
            DedicatedConnections connections,
            LogProperties properties,
            LogTuning tuning,
            RecentEvents recent,
            HighWaterMark logHighWaterMark,
            MeterRegistry meters) {
        super("tidemark-appender", RECONNECT_PAUSE, properties.appendTimeout());
        keepProcessAlive();
        this.meters = new AppendMeters(meters);
        this.appendConnection = new AppendConnection(connections, properties.lockTimeout());
        this.recent = recent;
        this.logHighWaterMark = logHighWaterMark;
        this.probeMillis =
                properties.lockTimeout().toMillis() / 3; // The server ends a session that is idle for longer.
        this.pacer = new BatchPacer(tuning.appendInterval());
        this.deadlines = new AppendDeadlines(properties.appendTimeout());
        this.queue = new AppendQueue(tuning);
    }

    /**
     * Waits until all events are on disk, and returns the position of the last one.
     *
     * @throws ConcurrencyException if another command has used the sequence number of one of the events
     * @throws AggregateStreamCreationException if that was the number of an aggregate's first event
     * @throws DuplicateCommandException if the receipt's command was executed before
     * @throws LogUnavailableException after the append time-out or the command's deadline
     */
    public long append(PendingAppend pending) {
        if (isClosed() || !queue.offer(pending)) {
            throw new LogUnavailableException(
                    isClosed() ? "the log is closed" : "too many commands are waiting for the log", null);
        }
        try {
            return deadlines.await(pending);
        } catch (ExecutionException failed) {
            throw asUnchecked(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw pending.abandon(interrupted);
        }
    }

    private static RuntimeException asUnchecked(@Nullable Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new EventStoreException("append failed", cause);
    }

    @Override
    protected void step() throws InterruptedException {
        var batch = queue.poll(probeMillis);
        if (batch.isEmpty()) {
            probe();
        } else {
            appendPaced(batch);
        }
    }

    /** While no command waits: detects a dead connection, and that appends are possible again. */
    private void probe() {
        appendConnection.probe();
        if (!appendConnection.isLost() && outage().isZero()) {
            return;
        }
        try {
            new AppendStatement(appendConnection.connected()).execute(List.of());
            outage.recovered();
        } catch (SQLException failed) {
            appendConnection.disconnect();
            if (!isClosed()) {
                outage.failed(failed);
            }
        }
    }

    /** How long nothing could be appended; zero if the last attempt worked. */
    Duration outage() {
        return outage.lasting();
    }

    @Override
    protected void failed(Exception cause) {
        LOG.error("The appender failed", cause);
    }

    /** Appends the commands that were accepted before the appender was closed. */
    @Override
    protected void finish() {
        for (var batch = queue.poll(); !batch.isEmpty(); batch = queue.poll()) {
            appendPaced(batch);
        }
        appendConnection.disconnect();
    }

    private void appendPaced(List<PendingAppend> batch) {
        int size = batch.size();
        long begun = pacer.begin();
        append(batch);
        pacer.end(begun, size);
    }

    private void append(List<PendingAppend> batch) {
        while (isAwaited(batch)) {
            try {
                var connection = appendConnection.connected();
                if (isAwaited(batch)) { // Opening a connection may have taken longer than any command waits.
                    execute(connection, batch);
                }
                return;
            } catch (SQLException failed) {
                if (SqlFailure.of(failed) == SqlFailure.REFUSED) { // Everything else is an outage.
                    refuse(batch, failed);
                    return;
                }
                outage.failed(failed);
                appendConnection.disconnect();
                pause();
            } catch (RuntimeException unforeseen) {
                // Must not end this thread: nothing would be appended any more.
                LOG.error("Appending to the event log failed unexpectedly", unforeseen);
                appendConnection.disconnect();
                batch.forEach(pending -> pending.position().completeExceptionally(unforeseen));
                return;
            }
        }
    }

    private static boolean isAwaited(List<PendingAppend> batch) {
        batch.removeIf(PendingAppend::isAbandoned);
        return !batch.isEmpty();
    }

    private void execute(Connection connection, List<PendingAppend> batch) throws SQLException {
        long begun = System.nanoTime();
        var verdicts = new AppendStatement(connection).execute(batch);
        meters.appended(batch, System.nanoTime() - begun);
        outage.recovered();
        answer(batch, verdicts);
    }

    private void refuse(List<PendingAppend> batch, SQLException refused) {
        if (batch.size() == 1) {
            batch.get(0)
                    .position()
                    .completeExceptionally(new EventStoreException("PostgreSQL rejected an event", refused));
            return;
        }
        for (var each : batch) {
            append(new ArrayList<>(List.of(each)));
        }
    }

    private void answer(List<PendingAppend> batch, List<Verdict> verdicts) {
        var kept = verdicts.stream()
                .filter(verdict -> verdict.refusedBy() == null)
                .sorted(Comparator.comparingLong(Verdict::lastPosition))
                .toList();
        kept.forEach(verdict -> recent.add(appended(batch.get(verdict.command()), verdict.lastPosition())));
        if (!kept.isEmpty()) {
            logHighWaterMark.publish(kept.get(kept.size() - 1).lastPosition());
        }
        for (var verdict : verdicts) {
            var pending = batch.get(verdict.command());
            if (verdict.refusedBy() == null) {
                pending.position().complete(verdict.lastPosition());
            } else {
                pending.position().completeExceptionally(refusal(pending, verdict.refusedBy()));
            }
        }
    }

    /** A command's events have consecutive positions. */
    private static List<StoredEvent> appended(PendingAppend pending, long lastPosition) {
        var events = pending.events();
        return IntStream.range(0, events.size())
                .mapToObj(nth -> StoredEvent.of(events.get(nth), lastPosition - events.size() + 1 + nth))
                .toList();
    }

    private static RuntimeException refusal(PendingAppend pending, String constraint) {
        if (pending.receipt() != null && constraint.equals("command_receipt_key")) {
            return new DuplicateCommandException(pending.receipt().commandId());
        }
        var first = pending.events().get(0);
        var message = "%s already has an event %s".formatted(first.aggregateId(), first.sequenceNumber());
        return first.sequenceNumber() == 0
                ? new AggregateStreamCreationException(message)
                : new ConcurrencyException(message);
    }

    /** Accepts no more commands, writes those that wait, and gives up after the append time-out. */
    @Override
    public void close() {
        super.close();
        deadlines.close();
    }
}
