package io.tidemark.query.stream;

import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.stream.lifetime.StreamProperties;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides about clients' cursors. */
@Component
class Verdicts {

    private final Feed feed;
    private final Epoch epoch;
    private final StreamMeters meters;
    private final StreamProperties properties;

    Verdicts(Feed feed, Epoch epoch, StreamMeters meters, StreamProperties properties) {
        this.feed = feed;
        this.epoch = epoch;
        this.meters = meters;
        this.properties = properties;
    }

    @QueryHandler
    Beginning handle(Following query) {
        if (query.cursor() == null) {
            return fromHead("live", null);
        }
        var cursor = Cursor.parse(query.cursor()).orElse(null);
        if (cursor == null) {
            return fromHead("reset", "malformed");
        }
        return cursor.epoch().equals(epoch.name()) ? resumed(query, cursor.position()) : fromHead("reset", "foreign");
    }

    private Beginning fromHead(String mode, @Nullable String reason) {
        return fromHead(mode, reason, feed.head());
    }

    private Beginning fromHead(String mode, @Nullable String reason, long head) {
        var cursor = epoch.at(head).toString();
        return new Beginning(decided(new Verdict(mode, cursor, cursor, 0, reason)), head, false);
    }

    /** The log, not the feed, says what is ahead: the answer to a command is a cursor that the feed may be yet to reach. */
    private Beginning resumed(Following query, long from) {
        var rest = feed.after(query.channel(), from, query.types(), properties.countedEvents());
        if (rest.ahead()) {
            return fromHead("reset", "ahead", rest.head());
        }
        if (rest.removed()) {
            return expired(rest.head());
        }
        boolean behind = rest.missed() > 0 || rest.many();
        var verdict = new Verdict(
                "resumed", epoch.at(from).toString(), epoch.at(rest.head()).toString(), rest.missed(), null);
        return new Beginning(decided(verdict), behind ? from : Math.max(from, rest.head()), behind);
    }

    /** What followed a cursor was removed: it begins anew at the head. */
    Beginning expired(long head) {
        return fromHead("reset", "expired", head);
    }

    private Verdict decided(Verdict verdict) {
        meters.decided(verdict);
        return verdict;
    }
}
