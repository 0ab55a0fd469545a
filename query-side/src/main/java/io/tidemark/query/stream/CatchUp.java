package io.tidemark.query.stream;

import io.tidemark.query.feed.FeedEntry;
import java.util.List;

/**
 * The first answer to {@link Following}.
 *
 * @param from the position that the stream goes on from
 * @param missed the first entries after it, of whatever type
 * @param reached everything of the channel up to here is among the missed
 * @param more whether there are more missed entries than these
 */
record CatchUp(Verdict verdict, long from, List<FeedEntry> missed, long reached, boolean more) {

    /** This, as what followed an earlier answer: the verdict was made then, what was missed is known now. */
    CatchUp continuing(CatchUp first) {
        var then = first.verdict();
        return new CatchUp(
                new Verdict(then.mode(), then.from(), verdict.head(), verdict.replayed(), then.reason()),
                first.from(),
                missed,
                reached,
                more);
    }
}
