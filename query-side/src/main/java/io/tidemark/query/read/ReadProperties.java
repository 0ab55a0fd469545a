package io.tidemark.query.read;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of reading.
 *
 * @param threads how many reads run at once
 * @param queue how many wait for a thread; one more is a 503
 * @param timeout how long a read takes at most, waiting for a thread included; then it is a 503
 * @param afterTimeout how long a read waits for the read models to reach {@code Tidemark-After}
 * @param maxPage how many rows a list answers at most
 * @param maxSnapshotRows how many rows of each kind a snapshot has at most
 */
@ConfigurationProperties("tidemark.reads")
public record ReadProperties(
        @DefaultValue("8") int threads,
        @DefaultValue("10000") int queue,
        @DefaultValue("1600ms") Duration timeout,
        @DefaultValue("2s") Duration afterTimeout,
        @DefaultValue("200") int maxPage,
        @DefaultValue("10000") int maxSnapshotRows) {}
