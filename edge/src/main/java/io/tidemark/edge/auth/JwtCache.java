package io.tidemark.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

/**
 * Caches the callers of verified tokens for a while. An app sends the same token with each request, and verifying it
 * takes longer than most requests. The expiry is checked on each use.
 */
class JwtCache implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    /** A caller, and the token. */
    private record Known(Jwt token, Authentication caller) {}

    private final Converter<Jwt, Mono<AbstractAuthenticationToken>> callers;
    private final Clock clock;
    private final Cache<String, Known> known;

    /**
     * @param callers finds the caller of a verified token
     * @param bounds how many tokens are cached, and how long: the key of a token may be withdrawn in the meantime
     */
    JwtCache(Converter<Jwt, Mono<AbstractAuthenticationToken>> callers, Clock clock, AuthProperties bounds) {
        this.callers = callers;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(bounds.knownTokens())
                .expireAfterWrite(bounds.knownFor())
                .build();
    }

    /** Caches the token, if it has a caller. */
    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt good) {
        return callers.convert(good).doOnNext(caller -> known.put(good.getTokenValue(), new Known(good, caller)));
    }

    /** The caller of the token; null if it is not cached or has expired. */
    @Nullable
    Authentication callerWith(String token) {
        var found = known.getIfPresent(token);
        return found != null && lasts(found.token()) ? found.caller() : null;
    }

    private boolean lasts(Jwt token) {
        return token.getExpiresAt() == null || clock.instant().isBefore(token.getExpiresAt());
    }
}
