package io.tidemark.command.quota;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One user's things of one kind: how many the log had when they were last counted, and how many this process has admitted
 * since. The log is counted again when a tenth of what was left is used up, so that there are few counts even of many things.
 */
final class Owned {

    /** How many things are admitted before the first count, at most. Most users never create that many in a row. */
    private static final int UNCOUNTED = 100;

    private static final int PARTS = 10;
    private static final long RECOUNT_NANOS = Duration.ofSeconds(1).toNanos();

    private long counted;
    private long since;
    private boolean wasCounted;
    private long countedAt;

    /**
     * Admits one more thing, if there is room.
     *
     * @param most how many there may be
     * @param inLog counts them
     * @param now the time in nanoseconds
     */
    synchronized boolean admits(int most, LongSupplier inLog, long now) {
        if (isDue(most) && (!wasCounted || now - countedAt >= RECOUNT_NANOS)) {
            counted = inLog.getAsLong();
            since = 0;
            wasCounted = true;
            countedAt = now;
        }
        boolean hasRoom = counted + since < most;
        since += hasRoom ? 1 : 0;
        return hasRoom;
    }

    private boolean isDue(int most) {
        long part = (most - counted) / PARTS;
        return since >= (wasCounted ? part : Math.min(UNCOUNTED, part));
    }
}
