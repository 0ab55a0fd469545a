package io.tidemark.query.stream;

import io.tidemark.query.feed.store.FeedEntry;
import java.util.List;

/**
 * A page of the events that a client missed, with the resume decision.
 *
 * @param missed the first entries after its cursor, of all types
 * @param reached the position up to which the page has all entries of the channel
 * @param more whether the client missed more entries than these
 */
record CatchUpPage(ResumeDecision decision, List<FeedEntry> missed, long reached, boolean more) {

    /** This page with the decision of an earlier one, unless this one is a reset. */
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
