package io.tidemark.query.feed.live;

import io.tidemark.query.feed.store.FeedEntry;

/** An entry with its bytes on the wire, which are made once and shared by all connections of its channel. */
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

    /** The bytes themselves; nobody changes them. */
    public byte[] bytes() {
        return bytes;
    }
}
