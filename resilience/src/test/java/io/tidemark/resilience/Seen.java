package io.tidemark.resilience;

import java.util.Arrays;

/** All the events that a client saw, in the order in which it saw them. Each is a few numbers: there are millions. */
final class Seen {

    private static final int INITIAL = 64;

    private long[] positions = new long[INITIAL];
    private long[] previous = new long[INITIAL];
    private long[] marks = new long[INITIAL];
    private int size;

    /**
     * Adds what came next.
     *
     * @param mark see {@link Mark}
     */
    void add(long position, long previousPosition, long mark) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            previous = Arrays.copyOf(previous, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
        }
        positions[size] = position;
        previous[size] = previousPosition;
        marks[size] = mark;
        size++;
    }

    int size() {
        return size;
    }

    long position(int nth) {
        return positions[nth];
    }

    long previous(int nth) {
        return previous[nth];
    }

    long mark(int nth) {
        return marks[nth];
    }
}
