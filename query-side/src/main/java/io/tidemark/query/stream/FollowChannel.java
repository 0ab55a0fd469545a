package io.tidemark.query.stream;

import io.tidemark.query.feed.live.ChannelQuery;
import io.tidemark.query.feed.store.FeedEntry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what a channel has after a cursor, and to be told what comes.
 *
 * @param cursor as the client sent it; null is from now on
 * @param types the types of events asked for; none are all
 * @param limit how many events the answer has at most
 */
record FollowChannel(String channel, @Nullable String cursor, Set<String> types, int limit) implements ChannelQuery {

    boolean asksFor(FeedEntry entry) {
        return types.isEmpty() || types.contains(entry.type());
    }
}
