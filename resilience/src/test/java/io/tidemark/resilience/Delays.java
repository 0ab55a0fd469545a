package io.tidemark.resilience;

/** From an event's time to its frame, counted by the millisecond. */
final class Delays {

    private static final int LONGEST = 20_000;

    private final int[] byMillis = new int[LONGEST + 1];
    private int count;

    synchronized void add(long millis) {
        byMillis[(int) Math.max(0, Math.min(millis, LONGEST))]++;
        count++;
    }

    synchronized int count() {
        return count;
    }

    /** The time within which that part of a hundred was delivered, in milliseconds; 0 if nothing was. */
    synchronized int percentile(double percent) {
        double least = count * percent / 100;
        long within = 0;
        int millis = 0;
        for (int each = 0; each <= LONGEST && within < least; each++) {
            within += byMillis[each];
            millis = each;
        }
        return millis;
    }

    @Override
    public String toString() {
        return "p50 %s ms, p99 %s ms of %s".formatted(percentile(50), percentile(99), count());
    }
}
