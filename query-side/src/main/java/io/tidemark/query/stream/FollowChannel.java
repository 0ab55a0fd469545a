package io.tidemark.query.stream;

import io.tidemark.query.feed.live.ChannelQuery;
import io.tidemark.query.feed.store.FeedEntry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries a channel from a cursor on, and subscribes to its updates.
 *
 * @param cursor as the client sent it; null for from now on
 * @param types the requested types of events; empty for all
 * @param limit how many events the first answer has at most
 */
record FollowChannel(String channel, @Nullable String cursor, Set<String> types, int limit) implements ChannelQuery {

    boolean asksFor(FeedEntry entry) {
        return types.isEmpty() || types.contains(entry.type());
    }
}
