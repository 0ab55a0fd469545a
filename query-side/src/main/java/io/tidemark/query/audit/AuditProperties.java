package io.tidemark.query.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of the audit.
 *
 * @param maxStreams how many long answers this process gives at once; one more is a 503
 * @param maxStreamsPerUser how many of them to one user
 * @param pageEvents how many events a long answer reads at once at most
 * @param pageBytes how many bytes of events are read at once, but for one event
 * @param scanEvents how much of the log one statement looks through at most, where no index leads to what is asked for
 * @param statementTimeout how long one statement takes at most
 */
@ConfigurationProperties("tidemark.audit")
public record AuditProperties(
        @DefaultValue("16") int maxStreams,
        @DefaultValue("4") int maxStreamsPerUser,
        @DefaultValue("500") int pageEvents,
        @DefaultValue("262144") int pageBytes,
        @DefaultValue("50000") int scanEvents,
        @DefaultValue("10s") Duration statementTimeout) {}
