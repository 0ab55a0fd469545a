package io.tidemark.query.stream;

import io.tidemark.db.Cursor;
import io.tidemark.db.Epoch;
import io.tidemark.query.feed.Feed;
import io.tidemark.query.feed.FeedEntry;
import io.tidemark.query.feed.FeedProperties;
import io.tidemark.query.feed.FeedState;
import java.util.List;
import java.util.Set;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides about a client's cursor, and reads the first page of what it missed. */
@Component
class CatchUps {

    private final Feed feed;
    private final Epoch epoch;
    private final FeedProperties properties;
    private final StreamMeters meters;
    private final TransactionTemplate oneSnapshot;

    CatchUps(
            Feed feed,
            Epoch epoch,
            FeedProperties properties,
            StreamMeters meters,
            PlatformTransactionManager transactions) {
        this.meters = meters;
        this.feed = feed;
        this.epoch = epoch;
        this.properties = properties;
        this.oneSnapshot = new TransactionTemplate(transactions);
        oneSnapshot.setReadOnly(true);
        oneSnapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @QueryHandler
    CatchUp handle(Following query) {
        var catchUp = oneSnapshot.execute(transaction -> catchUp(query, feed.state()));
        meters.decided(catchUp.verdict());
        return catchUp;
    }

    private CatchUp catchUp(Following query, FeedState state) {
        if (query.cursor() == null) {
            return fromHead("live", null, state);
        }
        var cursor = Cursor.parse(query.cursor()).orElse(null);
        var reason = reasonForReset(cursor, state);
        if (cursor == null || reason != null) {
            return fromHead("reset", reason, state);
        }
        return resumed(query, cursor.position(), state);
    }

    /** The log, not the feed, says what is ahead: the answer to a command is a cursor that the feed may be yet to reach. */
    private @Nullable String reasonForReset(@Nullable Cursor cursor, FeedState state) {
        if (cursor == null) {
            return "malformed";
        }
        if (!cursor.epoch().equals(epoch.name())) {
            return "foreign";
        }
        if (cursor.position() < state.floor()) {
            return "expired";
        }
        return cursor.position() > state.head() && cursor.position() > feed.logHead() ? "ahead" : null;
    }

    private CatchUp fromHead(String mode, @Nullable String reason, FeedState state) {
        var head = epoch.at(state.head()).toString();
        return new CatchUp(new Verdict(mode, head, head, 0, reason), state.head(), List.of(), state.head(), false);
    }

    private CatchUp resumed(Following query, long from, FeedState state) {
        int limit = Math.min(query.limit(), properties.pageEvents());
        var missed = feed.page(query.channel(), from, limit, properties.pageBytes());
        long replayed = feed.count(query.channel(), from, state.head(), query.types());
        long last = missed.isEmpty() ? from : last(missed).position();
        boolean more = feed.count(query.channel(), last, state.head(), Set.of()) > 0;
        var verdict = new Verdict(
                "resumed", epoch.at(from).toString(), epoch.at(state.head()).toString(), replayed, null);
        return new CatchUp(verdict, from, missed, more ? last : Math.max(last, state.head()), more);
    }

    private static FeedEntry last(List<FeedEntry> entries) {
        return entries.get(entries.size() - 1);
    }
}
