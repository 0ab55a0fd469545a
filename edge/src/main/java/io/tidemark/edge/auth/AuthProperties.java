package io.tidemark.edge.auth;

import io.tidemark.edge.setting.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are authenticated.
 *
 * @param tokenLifetime how long a token of the built-in issuer is valid
 * @param rolesClaim the claim that lists a token's roles, or the path to it if it is within other claims:
 *     realm_access.roles
 * @param knownTokens how many verified tokens are cached; one with many roles counts as several. 0 turns the cache off, and with it the fast path around Spring
 *     Security: every request then passes all of its filters
 * @param knownFor how long a verified token is cached, at most until it expires; a token whose key was withdrawn is
 *     accepted for so long
 */
@ConfigurationProperties("tidemark.auth")
record AuthProperties(
        @DefaultValue("1h") Duration tokenLifetime,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("10000") int knownTokens,
        @DefaultValue("1m") Duration knownFor) {

    AuthProperties {
        var settings = new Settings("tidemark.auth");
        settings.between("token-lifetime", tokenLifetime, Duration.ofSeconds(1), Duration.ofDays(365));
        settings.require(!rolesClaim.isBlank(), "roles-claim", rolesClaim, "it must name a claim");
        settings.between("known-tokens", knownTokens, 0, 1_000_000);
        settings.between("known-for", knownFor, Duration.ZERO, Duration.ofDays(1));
    }

    boolean cachesTokens() {
        return knownTokens > 0;
    }
}
