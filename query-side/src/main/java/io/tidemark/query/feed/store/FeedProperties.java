package io.tidemark.query.feed.store;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much of the feed is kept.
 *
 * @param retention how long clients can resume from an entry; a client that was away longer reads a snapshot. Not set:
 *     for ever
 * @param retentionEntries from how many entries of each channel, the newest ones, clients can resume. Not set: from
 *     all
 */
@ConfigurationProperties("tidemark.feed")
public record FeedProperties(
        @Nullable Duration retention, @Nullable Long retentionEntries) {

    public FeedProperties {
        var settings = new Settings("tidemark.feed");
        if (retention != null) {
            settings.between("retention", retention, Duration.ofMillis(1), Duration.ofDays(36_500));
        }
        if (retentionEntries != null) {
            // At least 1. From the oldest entry that is left, a reader sees that others were removed.
            settings.between("retention-entries", retentionEntries, 1L, Long.MAX_VALUE);
        }
    }
}
