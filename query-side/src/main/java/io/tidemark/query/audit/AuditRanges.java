package io.tidemark.query.audit;

import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.query.feed.store.Feed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Determines the range of the log for a request. It ends at the feed's head, so that no audit is ahead of the read
 * models.
 */
@Component
public class AuditRanges {

    private final AuditLog log;
    private final Feed feed;
    private final Epoch epoch;

    AuditRanges(AuditLog log, Feed feed, Epoch epoch) {
        this.log = log;
        this.feed = feed;
        this.epoch = epoch;
    }

    /** The range after a client's cursor; without a cursor, from the beginning. */
    public AuditRange behind(@Nullable String cursor, AuditFilter filter) {
        return range(cursor == null ? 0 : position(cursor), filter);
    }

    /** The range after a client's cursor; without a cursor, from now on. */
    public AuditRange news(@Nullable String cursor, AuditFilter filter) {
        return range(cursor == null ? feed.state().head() : position(cursor), filter);
    }

    /** The range after the id of a frame; empty if no stream of this history has sent that id. */
    public Optional<AuditRange> resumed(String lastEventId, AuditFilter filter) {
        return known(lastEventId).map(position -> range(position, filter));
    }

    private AuditRange range(long after, AuditFilter filter) {
        long head = Math.max(after, feed.state().head());
        long start = filter.from() == null ? after : Math.max(after, Math.min(head, log.before(filter.from())));
        long end = filter.to() == null ? head : Math.max(start, Math.min(head, log.lastBefore(filter.to())));
        return new AuditRange(filter, start, end, head);
    }

    /** The position of a client's cursor. The feed may not have reached it yet. */
    long position(String text) {
        return known(text)
                .orElseThrow(
                        () -> Refused.invalid("cursor.invalid", "the cursor is not valid for the current history"));
    }

    private Optional<Long> known(String text) {
        return Cursor.parse(text)
                .filter(cursor -> cursor.epoch().equals(epoch.name()))
                .map(Cursor::position)
                .filter(position -> position <= feed.state().head() || position <= feed.logHighWaterMark());
    }
}
