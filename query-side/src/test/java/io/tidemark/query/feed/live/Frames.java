package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedEntry;
import java.time.Instant;
import java.util.UUID;

/** Frames as the tail would offer them. */
final class Frames {

    private Frames() {}

    static Frame of(String channel, long position, int bytes) {
        return new Frame(entry(channel, position), new byte[bytes]);
    }

    static FeedEntry entry(String channel, long position) {
        return new FeedEntry(
                channel,
                position,
                position - 1,
                "reply:created",
                "reply/1",
                0,
                new UUID(0, position),
                Instant.EPOCH,
                "ann",
                "command",
                null,
                null,
                false,
                "{}");
    }
}
