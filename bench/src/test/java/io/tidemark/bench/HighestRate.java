package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import io.tidemark.bench.Traffic.Outcome;

/** The highest rate of changes at which every one is done, seen, and seen soon. */
final class HighestRate {

    private static final int FIRST = 500;
    private static final int HIGHEST = 64_000;
    private static final double SOON_MILLIS = 100;
    private static final double ACHIEVED = 0.97;
    private static final int UPDATED_PER_USER = 10;

    private HighestRate() {}

    static void measure(Form form, Results results) throws Exception {
        search(form, results, Kind.CREATE, 1);
        search(form, results, Kind.CREATE, 0);
        search(form, results, Kind.UPDATE, 1);
    }

    private static void search(Form form, Results results, Kind kind, int streams) throws Exception {
        try (var server = Server.start();
                var traffic = new Traffic(server, form.users())) {
            traffic.follow(streams);
            int seconds = (int) form.warmUp().toSeconds();
            int rate = Math.max(FIRST, UPDATED_PER_USER * form.users() / seconds);
            traffic.send(Kind.CREATE, rate, form.warmUp(), form.warmUp());
            var best = search(form, traffic, kind);
            results.add(new Figures("highest rate")
                    .with("changes", kind.name().toLowerCase(java.util.Locale.ROOT))
                    .with("streams", streams * form.users())
                    .is("changes/s", best == null ? 0 : best.perSecond())
                    .is("p50 ms", best == null ? Double.NaN : times(best).millis(50))
                    .is("p99 ms", best == null ? Double.NaN : times(best).millis(99)));
        }
    }

    /** Doubles until it is too much, and then halves the distance until that is small. */
    private static @org.jspecify.annotations.Nullable Outcome search(Form form, Traffic traffic, Kind kind)
            throws InterruptedException {
        Outcome best = null;
        double good = 0;
        double bad = HIGHEST;
        double next = FIRST;
        while (good == 0 ? next >= 1 : bad / good > form.closeEnough()) {
            var outcome = traffic.send(kind, (int) next, form.step().dividedBy(4), form.step());
            if (isGood(outcome, next)) {
                good = next;
                best = outcome;
            } else {
                bad = next;
            }
            next = bad == HIGHEST ? good * 2 : (good + bad) / 2;
        }
        return best;
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
