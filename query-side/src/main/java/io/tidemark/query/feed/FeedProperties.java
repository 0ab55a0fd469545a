package io.tidemark.query.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the feed.
 *
 * @param retention how long an entry can be resumed from; a client that was away longer reads a fresh snapshot
 * @param retentionInterval how often what is older is removed
 * @param pageEvents how many entries are read at once at most
 * @param pageBytes how many bytes of entries are read at once, but for one entry
 * @param pendingBytes how many bytes of entries wait for a slow connection before it falls back to reading the feed
 */
@ConfigurationProperties("tidemark.feed")
public record FeedProperties(
        @DefaultValue("90d") Duration retention,
        @DefaultValue("1h") Duration retentionInterval,
        @DefaultValue("500") int pageEvents,
        @DefaultValue("65536") int pageBytes,
        @DefaultValue("65536") int pendingBytes) {}
