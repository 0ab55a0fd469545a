package io.tidemark.edge.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are authenticated.
 *
 * @param tokenLifetime how long a token of the built-in issuer is valid
 * @param rolesClaim the claim that lists a token's roles
 * @param knownTokens how many verified tokens are cached. 0 turns the cache off, and with it the fast path around Spring
 *     Security: every request then passes all of its filters
 * @param knownFor how long a verified token is cached, at most until it expires; after that its signature is verified again
 */
@ConfigurationProperties("tidemark.auth")
record AuthProperties(
        @DefaultValue("1h") Duration tokenLifetime,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("10000") int knownTokens,
        @DefaultValue("1m") Duration knownFor) {

    boolean cachesTokens() {
        return knownTokens > 0;
    }
}
