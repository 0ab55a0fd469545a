package io.tidemark.command.session.deadline;

import java.time.Duration;

/**
 * The constants of deadlines. Only tests use other values.
 *
 * @param threads how many deadlines a process executes at once; each uses a connection of the pool
 * @param pollInterval how often a process looks for due deadlines
 * @param retryInterval after which time a deadline that failed is retried
 * @param heartbeat how often a process says that it works on a deadline; after four missed heartbeats, another process
 *     executes it
 */
record DeadlineTuning(int threads, Duration pollInterval, Duration retryInterval, Duration heartbeat) {

    static final DeadlineTuning DEFAULT =
            new DeadlineTuning(4, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10));
}
