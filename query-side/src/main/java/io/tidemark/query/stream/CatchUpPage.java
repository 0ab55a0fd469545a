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
record CatchUpPage(ResumeDecision decision, List<FeedEntry> missed, long reached, boolean more) {

    /** This, as what followed an earlier answer: the verdict was made then, what was missed is known now. */
    CatchUpPage continuing(CatchUpPage first) {
        var then = first.decision();
        return decision.reason() == null
                ? new CatchUpPage(
                        new ResumeDecision(
                                then.mode(), then.from(), decision.head(), decision.replayed(), then.reason()),
                        missed,
                        reached,
                        more)
                : this;
    }
}
