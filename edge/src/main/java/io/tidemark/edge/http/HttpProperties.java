package io.tidemark.edge.http;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time-outs of connections.
 *
 * @param writeTimeout how long a client may accept no byte of an answer that is no stream before its connection is
 *     closed
 * @param streamWriteTimeout how long a client may accept no byte of a stream before its connection is closed
 * @param readTimeout how long the next piece of a request may take to arrive
 */
@ConfigurationProperties("tidemark.http")
record HttpProperties(
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("30s") Duration streamWriteTimeout,
        @DefaultValue("20s") Duration readTimeout) {

    HttpProperties {
        var settings = new Settings("tidemark.http");
        settings.between("write-timeout", writeTimeout, Duration.ofSeconds(1), Duration.ofDays(1));
        settings.between("stream-write-timeout", streamWriteTimeout, Duration.ofSeconds(1), Duration.ofDays(1));
        settings.between("read-timeout", readTimeout, Duration.ofSeconds(1), Duration.ofDays(1));
    }
}
