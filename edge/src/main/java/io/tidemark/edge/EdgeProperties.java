package io.tidemark.edge;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in, and how.
 *
 * @param auth tokens
 * @param cors other origins
 * @param http connections
 * @param stream connections on which a stream is being sent
 */
@ConfigurationProperties("tidemark")
record EdgeProperties(
        @DefaultValue Auth auth,
        @DefaultValue Cors cors,
        @DefaultValue Http http,
        @DefaultValue Stream stream) {

    /**
     * @param tokenLifetime how long a token of the built-in issuer is good for
     * @param rolesClaim the claim that lists a token's roles
     * @param knownTokens how many tokens that were found good are remembered
     * @param knownFor how long each of them is, if it does not end before; then its signature is looked at again
     */
    record Auth(
            @DefaultValue("1h") Duration tokenLifetime,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("10000") int knownTokens,
            @DefaultValue("1m") Duration knownFor) {}

    /**
     * @param writeTimeout how long a client may take nothing of any other answer before its connection is closed
     * @param readTimeout how long the next piece of a request may take to come
     * @param requestTimeout how long a whole request may take to come
     */
    record Http(
            @DefaultValue("60s") Duration writeTimeout,
            @DefaultValue("20s") Duration readTimeout,
            @DefaultValue("3m") Duration requestTimeout) {}

    /** @param writeTimeout how long a stream's client may take nothing of what it is sent */
    record Stream(@DefaultValue("30s") Duration writeTimeout) {}

    /** @param allowedOrigins the origins of pages and browser extensions that may call, as browsers send them */
    record Cors(@DefaultValue List<String> allowedOrigins) {}
}
