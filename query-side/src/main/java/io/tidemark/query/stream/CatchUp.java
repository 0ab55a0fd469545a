package io.tidemark.query.stream;

import io.tidemark.query.feed.store.FeedEntry;
import java.util.List;

/**
 * What a client is answered at once.
 *
 * @param missed the first entries after its cursor, of whatever type
 * @param reached everything of the channel up to here is among the missed
 * @param more whether there are more missed entries than these
 */
record CatchUp(Verdict verdict, List<FeedEntry> missed, long reached, boolean more) {

    /** This, as what followed an earlier answer: the verdict was made then, what was missed is known now. */
    CatchUp continuing(CatchUp first) {
        var then = first.verdict();
        return verdict.reason() == null
                ? new CatchUp(
                        new Verdict(then.mode(), then.from(), verdict.head(), verdict.replayed(), then.reason()),
                        missed,
                        reached,
                        more)
                : this;
    }
}
