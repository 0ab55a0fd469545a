package io.tidemark.bench;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How large the measurements are.
 *
 * @param floor for how long the database alone is measured, each time
 * @param users who have a stream each
 * @param warmUp of each server, which does not count
 * @param warmUpRate how many changes a second that is
 * @param repeats how often a latency is measured, of which the middle counts
 * @param repeated what counts of each time
 * @param measured for how long the highest rate is kept up, and what it is looked for with is warmed up; and dashboards and
 *     memory are looked at
 * @param step how long each rate is tried in the search for the highest, and warm servers are warmed again
 * @param attempts how often a rate is tried that was too high
 * @param closeEnough what one that is too high is divided by one that is not, when the search ends
 * @param fans streams of one user
 * @param idle how many connections are left alone
 * @param quiet how long that is looked at
 * @param growth how many events there are at least when changes are measured; those of the warm-up are there before
 * @param peers whether it is compared with those that have to be installed
 * @param stock which of Axon's own event stores it is compared with
 * @param history events behind which one client is, and of which the read models are built
 * @param herd clients that come back at once
 * @param missed events that each of them has missed
 */
record Form(
        Duration floor,
        int users,
        Duration warmUp,
        int warmUpRate,
        int repeats,
        Duration repeated,
        Duration measured,
        Duration step,
        int attempts,
        double closeEnough,
        int fans,
        List<Integer> idle,
        Duration quiet,
        List<Integer> growth,
        boolean peers,
        List<String> stock,
        int history,
        int herd,
        int missed) {

    private static final Form SHORT = new Form(
            Duration.ofSeconds(2),
            100,
            Duration.ofSeconds(6),
            500,
            1,
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            1,
            2,
            100,
            List.of(500),
            Duration.ofSeconds(3),
            List.of(0, 10_000),
            false,
            List.of("jpa"),
            20_000,
            200,
            50);

    private static final Form FULL = new Form(
            Duration.ofSeconds(20),
            1000,
            Duration.ofMinutes(2),
            1000,
            3,
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            2,
            1.1,
            1000,
            List.of(1000, 10_000, 18_000),
            Duration.ofSeconds(15),
            List.of(0, 1_000_000, 5_000_000),
            true,
            List.of("jdbc", "jpa"),
            1_000_000,
            5000,
            200);

    /** The short form, unless a system property asks for the full one. */
    static Form fromProperties() {
        return isFull() ? FULL : SHORT;
    }

    static boolean isFull() {
        return "full".equals(System.getProperty("bench.form"));
    }

    /** Whether a measurement is wanted: all are, unless a system property has a pattern for their names. */
    static boolean isWanted(String name) {
        return Pattern.compile(System.getProperty("bench.only", ""))
                .matcher(name)
                .find();
    }
}
