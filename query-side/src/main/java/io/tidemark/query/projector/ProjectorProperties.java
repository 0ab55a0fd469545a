package io.tidemark.query.projector;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the projector.
 *
 * @param batchEvents how many events one transaction projects at most
 * @param batchInterval from the beginning of a large one to that of the next
 * @param slowBatchTimeout how long a batch may take after one ran out of the time that any transaction has; after each that
 *     runs out of this, four times as long
 * @param maxBatchTimeout how long it may take at most
 * @param claimTimeout how long a process that died keeps the others from taking over
 * @param maxDeadSubjects how many subjects may have dead events; one more stops the projector
 * @param maxDeadEvents how many dead events one subject may have; one more stops the projector
 * @param maxLag how far behind the read models may be before this process counts as not ready
 */
@ConfigurationProperties("tidemark.projector")
record ProjectorProperties(
        @DefaultValue("500") int batchEvents,
        @DefaultValue("8ms") Duration batchInterval,
        @DefaultValue("8s") Duration slowBatchTimeout,
        @DefaultValue("2m") Duration maxBatchTimeout,
        @DefaultValue("3s") Duration claimTimeout,
        @DefaultValue("1024") int maxDeadSubjects,
        @DefaultValue("1024") int maxDeadEvents,
        @DefaultValue("10s") Duration maxLag) {}
