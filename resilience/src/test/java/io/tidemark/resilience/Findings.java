package io.tidemark.resilience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every promise that was seen broken: how often, and the first few in detail. */
final class Findings {

    private static final int DETAILS = 10;

    /** What was broken. */
    enum Kind {
        LOST,
        DOUBLED,
        REORDERED,
        FOREIGN,
        ALTERED,
        CHAIN,
        AHEAD,
        NOT_KEPT,
        DONE_TWICE,
        GAP,
        FEED,
        READ_MODEL,
        SNAPSHOT,
        UNCHECKED,
        RESET,
        MALFORMED,
        REFUSED,
        TOO_SLOW,
        TOO_LARGE
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> details = new ArrayList<>();

    synchronized void add(Kind kind, String detail) {
        if (counts.merge(kind, 1, Integer::sum) <= DETAILS) {
            details.add(kind + ": " + detail);
        }
    }

    synchronized int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    synchronized boolean isEmpty() {
        return counts.isEmpty();
    }

    synchronized Map<Kind, Integer> counts() {
        return new EnumMap<>(counts);
    }

    synchronized List<String> details() {
        return List.copyOf(details);
    }

    @Override
    public synchronized String toString() {
        return counts + "\n" + String.join("\n", details);
    }
}
