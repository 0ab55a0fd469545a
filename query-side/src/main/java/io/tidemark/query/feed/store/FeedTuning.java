package io.tidemark.query.feed.store;

/**
 * The constants of reading the feed. Only tests use other values.
 *
 * @param pageEvents how many entries are read at once at most
 * @param pageBytes how many bytes of entries are read at once; a larger entry is read alone. A connection holds two
 *     pages
 * @param recentChars how many characters of entries that it has just written a process keeps until it has offered them
 *     to its streams
 * @param pendingBytes how many bytes of entries wait for a slow connection before it falls back to reading the feed
 */
public record FeedTuning(int pageEvents, int pageBytes, int recentChars, int pendingBytes) {

    public static final FeedTuning DEFAULT = new FeedTuning(500, 65_536, 1_000_000, 20_480);
}
