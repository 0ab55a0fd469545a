package io.tidemark.query.dashboard;

import java.time.Duration;

/**
 * The constants of the live dashboard. Only tests use other values.
 *
 * @param interval the minimum time between two states; a person cannot read them faster
 * @param heartbeat how long the stream is silent at most; this is also how a dead client is noticed
 */
record DashboardTuning(Duration interval, Duration heartbeat) {

    static final DashboardTuning DEFAULT = new DashboardTuning(Duration.ofMillis(250), Duration.ofSeconds(8));
}
