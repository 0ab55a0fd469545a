package io.tidemark.query.projector;

import java.time.Duration;

/**
 * The constants of the projector. Only tests use other values.
 *
 * @param batchEvents how many events one transaction projects at most; larger batches cost less per event and are
 *     visible later
 * @param slowBatchTimeout how long a batch may take after one that ran out of time; each further batch that runs out
 *     of time is given four times as long
 * @param maxBatchTimeout how long a batch may take at most
 * @param maxDeadSubjects how many subjects may have dead events; one more stops the projector, because the cause is
 *     then not a single event
 */
record ProjectorTuning(int batchEvents, Duration slowBatchTimeout, Duration maxBatchTimeout, int maxDeadSubjects) {

    static final ProjectorTuning DEFAULT =
            new ProjectorTuning(500, Duration.ofSeconds(8), Duration.ofMinutes(2), 1_024);
}
