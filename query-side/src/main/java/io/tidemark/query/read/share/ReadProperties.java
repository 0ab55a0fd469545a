package io.tidemark.query.read.share;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of reading.
 *
 * @param threads how many reads run at once; each uses a connection of the pool
 * @param threadsPerUser how many reads of one user run at once; the user's others wait
 * @param timeout how long a read takes at most, waiting for a thread included; then it is answered 503
 * @param afterTimeout how long a read waits for the read models to reach the cursor in Tidemark-After
 * @param maxPage how many rows a page of a list has at most
 * @param maxPageSize how large a page of a list or of a snapshot is at most; a single row may be larger
 */
@ConfigurationProperties("tidemark.reads")
public record ReadProperties(
        @DefaultValue("8") int threads,
        @DefaultValue("2") int threadsPerUser,
        @DefaultValue("1600ms") Duration timeout,
        @DefaultValue("2s") Duration afterTimeout,
        @DefaultValue("200") int maxPage,
        @DefaultValue("1MB") DataSize maxPageSize) {

    public ReadProperties {
        var settings = new Settings("tidemark.reads");
        settings.between("threads", threads, 1, 10_000);
        settings.between("threads-per-user", threadsPerUser, 1, 10_000);
        settings.between("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
        settings.between("after-timeout", afterTimeout, Duration.ofMillis(1), Duration.ofHours(1));
        settings.between("max-page", maxPage, 1, 10_000);
        settings.between("max-page-size", maxPageSize, DataSize.ofBytes(1), DataSize.ofMegabytes(64));
    }
}
