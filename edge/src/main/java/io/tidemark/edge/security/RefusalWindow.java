package io.tidemark.edge.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which refusals get a line of their own, and counts the others. What it holds is bounded: a source is only
 * counted by itself if it has a line.
 */
final class RefusalWindow {

    /** How many lines the refusals of one source may have for one reason, until the next window. */
    static final int LINES_PER_SOURCE = 10;

    /** How many lines all refusals may have for one reason, until the next window. */
    static final int LINES_PER_REASON = 100;

    private final Map<String, Tally> reasons = new HashMap<>();

    /**
     * The refusals of a window that have no line.
     *
     * @param loudest the source that was refused most often, of those that have a line
     * @param refusalsOfLoudest how often, including the lines
     */
    record Omitted(String reason, long refusals, String loudest, long refusalsOfLoudest) {}

    private static final class Tally {

        private final Map<String, Long> sources = new HashMap<>();
        private int lines;
        private long omitted;

        boolean admit(String source) {
            if (lines == LINES_PER_REASON) {
                sources.computeIfPresent(source, (known, refusals) -> refusals + 1);
                return false;
            }
            if (sources.merge(source, 1L, Long::sum) > LINES_PER_SOURCE) {
                return false;
            }
            lines++;
            return true;
        }

        Omitted omitted(String reason) {
            var loudest = sources.entrySet().stream()
                    .max(Comparator.comparingLong(Map.Entry::getValue))
                    .orElseThrow();
            return new Omitted(reason, omitted, loudest.getKey(), loudest.getValue());
        }
    }

    /** Whether the refusal gets a line. */
    synchronized boolean admits(String reason, String source) {
        var tally = reasons.computeIfAbsent(reason, first -> new Tally());
        boolean admitted = tally.admit(source);
        tally.omitted += admitted ? 0 : 1;
        return admitted;
    }

    /** Begins the next window, and returns what the last one left out, by reason. */
    synchronized List<Omitted> next() {
        var omitted = new ArrayList<Omitted>();
        reasons.forEach((reason, tally) -> {
            if (tally.omitted > 0) {
                omitted.add(tally.omitted(reason));
            }
        });
        reasons.clear();
        return omitted;
    }
}
