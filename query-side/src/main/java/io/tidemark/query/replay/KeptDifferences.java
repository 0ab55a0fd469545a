package io.tidemark.query.replay;

import java.util.ArrayList;
import java.util.List;

/** The differences of a replay that are stored and shown, bounded in number and size. */
final class KeptDifferences {

    private final ReplayTuning tuning;
    private final List<Difference> kept = new ArrayList<>();
    private long chars;

    KeptDifferences(ReplayTuning tuning) {
        this.tuning = tuning;
    }

    /** Keeps it if it fits. */
    void add(Difference difference) {
        boolean fits =
                kept.size() < tuning.maxDifferences() && chars + difference.chars() <= tuning.maxDifferenceChars();
        if (kept.isEmpty() || fits) {
            kept.add(difference);
            chars += difference.chars();
        }
    }

    List<Difference> list() {
        return List.copyOf(kept);
    }
}
