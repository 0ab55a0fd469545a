package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import io.tidemark.bench.Traffic.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The highest rate of changes at which every one is done, seen, and seen soon. */
final class HighestRate {

    private static final int FIRST = 1000;
    private static final int HIGHEST = 16_000;
    private static final double SOON_MILLIS = 100;
    private static final double ACHIEVED = 0.97;

    private HighestRate() {}

    static void measure(Form form, Results results) throws Exception {
        try (var server = Server.start()) {
            Traffic.warmUp(form, server, 1);
            search(form, results, List.of(server), Kind.CREATE, 0);
            search(form, results, List.of(server), Kind.CREATE_WITH_KEY, 1);
            try (var other = Server.on(server.url())) {
                Traffic.warmUp(form, other, 1);
                search(form, results, List.of(server, other), Kind.CREATE, 1);
            }
        }
    }

    /** Of changes of what exists: of all that the warm-up created, so that none of it has a long history. */
    static void measureUpdates(Form form, Results results) throws Exception {
        try (var server = Server.start();
                var traffic = new Traffic(List.of(server), form.users())) {
            traffic.follow(1);
            traffic.warmUp(form);
            traffic.warmFor(form, Kind.UPDATE);
            search(form, results, traffic, Kind.UPDATE, 0);
        }
    }

    /** Of servers that are warm, but perhaps not for changes of that kind. */
    static double search(Form form, Results results, List<Server> servers, Kind kind, int streams)
            throws IOException, InterruptedException, SQLException {
        try (var traffic = new Traffic(servers, form.users())) {
            traffic.follow(streams);
            traffic.warmFor(form, kind);
            return search(form, results, traffic, kind, 0);
        }
    }

    /** Of a traffic that is under way, and tells how many events there were before. */
    static double search(Form form, Results results, Traffic traffic, Kind kind, int events)
            throws InterruptedException, SQLException {
        var best = search(form, traffic, kind);
        double rate = best == null ? 0 : best.perSecond();
        results.add(new Figures("highest rate")
                .with("changes", kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .with("server", traffic.server())
                .with("processes", traffic.processes())
                .with("streams", traffic.streams())
                .with("events before", events)
                .is("changes/s", rate)
                .is("p50 ms", best == null ? Double.NaN : times(best).millis(50))
                .is("p99 ms", best == null ? Double.NaN : times(best).millis(99)));
        return rate;
    }

    /** Doubles until it is too much, and then halves the distance until that is small. */
    private static @Nullable Outcome search(Form form, Traffic traffic, Kind kind)
            throws InterruptedException, SQLException {
        double good = 0;
        double bad = HIGHEST;
        double next = FIRST;
        while (good == 0 ? next >= 1 : bad / good > form.closeEnough()) {
            if (tried(form, traffic, kind, (int) next, form.step()) != null) {
                good = next;
            } else {
                bad = next;
            }
            next = bad == HIGHEST ? good * 2 : (good + bad) / 2;
        }
        return kept(form, traffic, kind, good);
    }

    /** What it keeps up for as long as counts: less, and less again, when it does not. */
    private static @Nullable Outcome kept(Form form, Traffic traffic, Kind kind, double highest)
            throws InterruptedException, SQLException {
        for (double rate = highest; rate >= 1; rate /= form.closeEnough()) {
            traffic.settle(); // What was too high has left the database much to clean up.
            var outcome = tried(form, traffic, kind, (int) rate, form.measured());
            if (outcome != null) {
                return outcome;
            }
        }
        return null;
    }

    /** The first attempt that is good; null if none is. */
    private static @Nullable Outcome tried(Form form, Traffic traffic, Kind kind, int rate, Duration time)
            throws InterruptedException {
        for (int attempt = 0; attempt < form.attempts(); attempt++) {
            var outcome = traffic.send(kind, rate, time.dividedBy(4), time);
            if (isGood(outcome, rate)) {
                return outcome;
            }
        }
        return null;
    }

    private static Latencies times(Outcome outcome) {
        return outcome.owed() == 0 ? outcome.done() : outcome.seen();
    }

    private static boolean isGood(Outcome outcome, double rate) {
        return outcome.isExact()
                && outcome.perSecond() >= rate * ACHIEVED
                && times(outcome).millis(99) < SOON_MILLIS;
    }
}
