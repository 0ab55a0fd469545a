package io.tidemark.query.feed.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the feed.
 *
 * @param retention how long an entry can be resumed from; a client that was away longer reads a fresh snapshot. For ever if
 *     it is not set
 * @param retentionEntries how many entries of each channel can be resumed from, the newest; all if it is not set
 * @param retentionInterval how often what is not kept any more is removed
 * @param retentionStep how many entries one transaction removes, or looks at, at most
 * @param retentionPause how long the database is left alone between two such transactions
 * @param pageEvents how many entries are read at once at most
 * @param pageBytes how many bytes of entries are read at once, but for one entry
 * @param recentChars how many characters of entries that a process has just written it keeps until it has offered them
 * @param pendingBytes how many bytes of entries wait for a slow connection before it falls back to reading the feed
 */
@ConfigurationProperties("tidemark.feed")
public record FeedProperties(
        @Nullable Duration retention,
        @Nullable Long retentionEntries,
        @DefaultValue("1m") Duration retentionInterval,
        @DefaultValue("1000") int retentionStep,
        @DefaultValue("100ms") Duration retentionPause,
        @DefaultValue("500") int pageEvents,
        @DefaultValue("65536") int pageBytes,
        @DefaultValue("1000000") int recentChars,
        @DefaultValue("20480") int pendingBytes) {

    public FeedProperties {
        if (retentionEntries != null && retentionEntries < 1) {
            // The oldest entry that is left tells that something before it is not.
            throw new IllegalArgumentException("tidemark.feed.retention-entries must be at least 1");
        }
    }
}
