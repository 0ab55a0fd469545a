package io.tidemark.edge.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time-outs of connections.
 *
 * @param writeTimeout how long a client may accept no byte of an answer before its connection is closed
 * @param streamWriteTimeout the same for the answers that are streams
 * @param readTimeout how long the next piece of a request may take to arrive
 * @param requestTimeout how long a whole request may take to arrive
 */
@ConfigurationProperties("tidemark.http")
record HttpProperties(
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("30s") Duration streamWriteTimeout,
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("3m") Duration requestTimeout) {}
