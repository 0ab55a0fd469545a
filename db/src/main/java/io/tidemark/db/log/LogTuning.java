package io.tidemark.db.log;

import java.time.Duration;

/**
 * The constants of the event log. Only tests use other values.
 *
 * @param batchEvents how many events one append transaction or one read carries at most, so that neither takes long; a
 *     command with more is appended alone
 * @param batchChars how many characters of payload and metadata one append transaction carries at most; a command with
 *     more is appended alone
 * @param queueCapacity how many commands may wait for the appender: more than there are threads that can wait
 * @param pollInterval how soon a reader notices new events when a notification was lost
 * @param appendInterval from the beginning of a large append to that of the next, so that more commands share one: 0.5
 *     ms for each command in the previous one, and at most this
 * @param recentChars how many characters of the events that it has just appended a process keeps for its own readers
 * @param unwritableAfter how long nothing could be written until the process is not ready; a fail-over takes less
 */
public record LogTuning(
        int batchEvents,
        int batchChars,
        int queueCapacity,
        Duration pollInterval,
        Duration appendInterval,
        int recentChars,
        Duration unwritableAfter) {

    public static final LogTuning DEFAULT = new LogTuning(
            500, 1_000_000, 10_000, Duration.ofSeconds(1), Duration.ofMillis(4), 1_000_000, Duration.ofSeconds(30));
}
