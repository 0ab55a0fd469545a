package io.tidemark.query.stream;

import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.stream.lifetime.StreamTuning;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides how streams resume from clients' cursors. */
@Component
class ResumeHandler {

    private final Feed feed;
    private final Epoch epoch;
    private final StreamMeters meters;
    private final StreamTuning tuning;

    ResumeHandler(Feed feed, Epoch epoch, StreamMeters meters, StreamTuning tuning) {
        this.feed = feed;
        this.epoch = epoch;
        this.meters = meters;
        this.tuning = tuning;
    }

    @QueryHandler
    ResumePoint handle(FollowChannel query) {
        if (query.cursor() == null) {
            return fromHead(ResumeMode.LIVE, null, feed.head());
        }
        var cursor = Cursor.parse(query.cursor()).orElse(null);
        if (cursor == null) {
            return reset(ResetReason.MALFORMED);
        }
        return cursor.epoch().equals(epoch.name()) ? resumed(query, cursor.position()) : reset(ResetReason.FOREIGN);
    }

    private ResumePoint reset(ResetReason reason) {
        return fromHead(ResumeMode.RESET, reason, feed.head());
    }

    private ResumePoint fromHead(ResumeMode mode, @Nullable ResetReason reason, long head) {
        var cursor = epoch.at(head).toString();
        return new ResumePoint(decided(new ResumeDecision(mode, cursor, cursor, 0, reason)), head, false);
    }

    /** A cursor is ahead if the log ends before it, not the feed: a command's cursor may be ahead of the feed. */
    private ResumePoint resumed(FollowChannel query, long from) {
        var missed = feed.after(query.channel(), from, query.types(), tuning.countedEvents());
        if (missed.ahead()) {
            return fromHead(ResumeMode.RESET, ResetReason.AHEAD, missed.head());
        }
        if (missed.removed()) {
            return expired(missed.head());
        }
        boolean behind = missed.missed() > 0 || missed.many();
        var decision = new ResumeDecision(
                ResumeMode.RESUMED,
                epoch.at(from).toString(),
                epoch.at(missed.head()).toString(),
                missed.missed(),
                null);
        return new ResumePoint(decided(decision), behind ? from : Math.max(from, missed.head()), behind);
    }

    /** Entries after the cursor were removed. The stream starts again at the head. */
    ResumePoint expired(long head) {
        return fromHead(ResumeMode.RESET, ResetReason.EXPIRED, head);
    }

    private ResumeDecision decided(ResumeDecision decision) {
        meters.decided(decision);
        return decision;
    }
}
