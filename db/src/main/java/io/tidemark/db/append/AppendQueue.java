package io.tidemark.db.append;

import io.tidemark.db.log.LogTuning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The commands that wait for the appender, and which of them go to the log together. For one thread that takes. */
class AppendQueue {

    private final BlockingQueue<PendingAppend> waiting;
    private final int batchEvents;
    private final int batchChars;
    private @Nullable PendingAppend carriedOver;

    AppendQueue(LogTuning tuning) {
        waiting = new ArrayBlockingQueue<>(tuning.queueCapacity());
        batchEvents = tuning.batchEvents();
        batchChars = tuning.batchChars();
    }

    /** Returns false if too many wait already. */
    boolean offer(PendingAppend pending) {
        return waiting.offer(pending);
    }

    /** The next batch; empty if no command comes in time. */
    List<PendingAppend> poll(long millis) throws InterruptedException {
        return batchFrom(carriedOver != null ? carriedOver : waiting.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** The next batch of what waits now; empty if nothing does. */
    List<PendingAppend> poll() {
        return batchFrom(carriedOver != null ? carriedOver : waiting.poll());
    }

    private List<PendingAppend> batchFrom(@Nullable PendingAppend first) {
        carriedOver = null;
        var batch = new ArrayList<PendingAppend>();
        var room = new Room();
        for (var next = first; next != null; next = waiting.poll()) {
            if (!room.takes(next) && !batch.isEmpty()) {
                carriedOver = next;
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private record Place(String aggregateId, long sequenceNumber) {}

    /** What one batch has. */
    private final class Room {

        private final Set<Object> places = new HashSet<>();
        private int events;
        private long chars;

        /**
         * Commands with the same sequence number never share a batch: the first must be on disk for the second to be
         * refused.
         */
        boolean takes(PendingAppend next) {
            events += next.events().size();
            chars += next.size();
            return events <= batchEvents && chars <= batchChars && claimPlaces(next);
        }

        private boolean claimPlaces(PendingAppend pending) {
            boolean free =
                    pending.receipt() == null || places.add(pending.receipt().commandId());
            for (var event : pending.events()) {
                free &= places.add(new Place(event.aggregateId(), event.sequenceNumber()));
            }
            return free;
        }
    }
}
