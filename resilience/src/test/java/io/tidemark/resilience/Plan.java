package io.tidemark.resilience;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How large a run is.
 *
 * @param seed of all that is random, timing apart
 * @param duration how long faults go on at random after each has struck once
 * @param nodes of each side
 * @param users who write
 * @param clients how many each of them has
 * @param perSecond commands of all users together
 * @param outage how long an outage is at most
 * @param freeze how long a frozen process stands still
 * @param gone within which a process that is told to go is gone
 * @param flood events that flow past the clients that do not read
 * @param floodPerSecond how many of them in a second
 * @param p99 within which the other clients' deliveries are meanwhile
 * @param stalled clients that do not read
 * @param herd clients that are cut at once
 * @param missed events while they are away
 */
record Plan(
        long seed,
        Duration duration,
        int nodes,
        int users,
        int clients,
        int perSecond,
        Duration outage,
        Duration freeze,
        Duration gone,
        int flood,
        int floodPerSecond,
        Duration p99,
        int stalled,
        int herd,
        int missed) {

    /** The short form, with what the system properties say otherwise; with a duration, the long form. */
    static Plan fromProperties() {
        boolean isLong = System.getProperty("resilience.duration") != null;
        return new Plan(
                Long.parseLong(System.getProperty("resilience.seed", Long.toString(System.currentTimeMillis()))),
                DurationStyle.detectAndParse(System.getProperty("resilience.duration", "0s")),
                Integer.getInteger("resilience.nodes", 2),
                Integer.getInteger("resilience.users", isLong ? 50 : 10),
                Integer.getInteger("resilience.clients", isLong ? 10 : 4),
                Integer.getInteger("resilience.per-second", isLong ? 60 : 30),
                Duration.ofSeconds(isLong ? 5 : 4),
                Duration.ofSeconds(isLong ? 20 : 5),
                Duration.ofSeconds(isLong ? 5 : 10),
                Integer.getInteger("resilience.flood", isLong ? 1_000_000 : 5_000),
                Integer.getInteger("resilience.flood-per-second", isLong ? 700 : 1000),
                DurationStyle.detectAndParse(System.getProperty("resilience.p99", isLong ? "250ms" : "1h")),
                Integer.getInteger("resilience.stalled", isLong ? 100 : 20),
                Integer.getInteger("resilience.herd", isLong ? 5_000 : 200),
                Integer.getInteger("resilience.missed", isLong ? 20_000 : 1_000));
    }

    /** Whatever takes longer hangs. */
    Duration ceiling() {
        return duration.plusSeconds(2L * (flood + missed) / floodPerSecond).plusMinutes(isLong() ? 90 : 15);
    }

    boolean isLong() {
        return !duration.isZero();
    }
}
