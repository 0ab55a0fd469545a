package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedEntry;

/** An entry with its encoded bytes, which all connections of its channel share. */
public final class Frame {

    private final FeedEntry entry;
    private final byte[] bytes;

    Frame(FeedEntry entry, byte[] bytes) {
        this.entry = entry;
        this.bytes = bytes;
    }

    public FeedEntry entry() {
        return entry;
    }

    /** The bytes, not a copy. Must not be changed. */
    public byte[] bytes() {
        return bytes;
    }
}
