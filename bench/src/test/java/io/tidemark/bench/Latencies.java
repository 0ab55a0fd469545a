package io.tidemark.bench;

import java.util.Arrays;

/** Times in nanoseconds, each of them kept. */
final class Latencies {

    private static final int INITIAL = 1024;
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[INITIAL];
    private int size;

    void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = time;
    }

    void addAll(Latencies others) {
        for (int nth = 0; nth < others.size; nth++) {
            add(others.nanos[nth]);
        }
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The time within which that part of a hundred was, in milliseconds to the microsecond. */
    double millis(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int nth = (int) Math.ceil(size * percent / 100) - 1;
        return Math.round(sorted[Math.max(0, nth)] / NANOS_PER_MILLI * 1000) / 1000.0;
    }
}
