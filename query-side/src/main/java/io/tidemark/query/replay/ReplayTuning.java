package io.tidemark.query.replay;

import java.time.Duration;

/**
 * The constants of replays. Only tests use other values.
 *
 * @param timeout how long after its last progress a replay counts as abandoned: four intervals
 * @param interval how often each process looks for replays that have ended
 * @param maxDifferences how many differences are kept, enough to find the cause; all are counted
 * @param maxDifferenceChars how many characters of rows are kept of them; one difference always is
 */
record ReplayTuning(Duration timeout, Duration interval, int maxDifferences, int maxDifferenceChars) {

    static final ReplayTuning DEFAULT = new ReplayTuning(Duration.ofSeconds(20), Duration.ofSeconds(5), 100, 65_536);
}
