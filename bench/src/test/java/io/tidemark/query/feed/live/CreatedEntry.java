package io.tidemark.query.feed.live;

import io.tidemark.db.log.Epoch;
import io.tidemark.query.feed.store.FeedEntry;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What a user's clients receive of a reply that the user has created. */
final class CreatedEntry {

    static final String CHANNEL = "user:ann";

    private static final UUID ID = UUID.fromString("6f1c2a8e-5b0d-4e0f-9d53-2f7a31c4b960");
    private static final long POSITION = 1_234_567;
    private static final String CONTENT = "All that is needed to answer it. ".repeat(8);

    private CreatedEntry() {}

    static FeedEntry entry() {
        return new FeedEntry(
                CHANNEL,
                POSITION,
                POSITION - 1,
                "reply:created",
                "reply/" + ID,
                0,
                ID,
                Instant.parse("2026-07-01T12:00:00.123456Z"),
                "ann",
                ID.toString(),
                null,
                null,
                false,
                """
                {"id":"%s","title":"How to return something","content":"%s","category":"returns","tags":["parcel","refund"]}""".formatted(ID, CONTENT));
    }

    static FrameEncoder encoder() {
        return new FrameEncoder(JsonMapper.shared(), new Epoch("1a2b3c4d"));
    }
}
