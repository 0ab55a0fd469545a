package io.tidemark.command.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States of aggregates on the way through their history, so that nobody has to fold a long history again. The oldest
 * ones by use are given up when there are too many. All of them can be computed again.
 *
 * @param <S> the state
 */
final class Checkpoints<S> {

    /** In a long history, the state is kept after every so many events. */
    static final int SPACING = 32;

    /** Stands for the newest known version of an aggregate. */
    static final long LATEST = Long.MAX_VALUE;

    private final long maxChars;
    private final Map<Place, Kept<S>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long chars;

    /** @param maxChars how many characters the states have in all, as text */
    Checkpoints(long maxChars) {
        this.maxChars = maxChars;
    }

    private record Place(String aggregateId, long version) {}

    private record Kept<S>(Versioned<S> state, int chars) {}

    /** The state at the version, or the last one before it that is kept; null if there is none. */
    synchronized @Nullable Versioned<S> upTo(String aggregateId, long version) {
        var exact = kept.get(new Place(aggregateId, version));
        if (exact != null) {
            return exact.state();
        }
        return version == LATEST ? null : before(aggregateId, version);
    }

    private @Nullable Versioned<S> before(String aggregateId, long version) {
        for (long place = version / SPACING * SPACING; place > 0; place -= SPACING) {
            var earlier = kept.get(new Place(aggregateId, place));
            if (earlier != null) {
                return earlier.state();
            }
        }
        return null;
    }

    /** Keeps a state after all events of its version if it is one of those that shorten the way to later ones. */
    void pass(Versioned<S> state) {
        if (state.version() > 0 && state.version() % SPACING == 0) {
            keep(state.version(), state);
        }
    }

    /** Keeps a state as that of a version, or as the newest known one. */
    synchronized void keep(long version, Versioned<S> state) {
        int size = state.toString().length();
        var before = kept.put(new Place(state.aggregateId(), version), new Kept<>(state, size));
        chars += size - (before == null ? 0 : before.chars());
        var oldest = kept.values().iterator();
        while (chars > maxChars) {
            chars -= oldest.next().chars();
            oldest.remove();
        }
    }
}
