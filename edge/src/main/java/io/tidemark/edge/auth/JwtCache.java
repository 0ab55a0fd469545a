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
 * Remembers for a while whose the tokens are that were found good: an app sends the same one with each of its requests, and
 * to look into it and at its signature takes longer than most of them do. Whether it has ended is looked at each time.
 */
class JwtCache implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    /** Somebody, and the token that says so. */
    private record Known(Jwt token, Authentication caller) {}

    private final Converter<Jwt, Mono<AbstractAuthenticationToken>> callers;
    private final Clock clock;
    private final Cache<String, Known> known;

    /**
     * @param callers says whose a good token is
     * @param bounds how many, and how long: the key that signed one may be withdrawn meanwhile
     */
    JwtCache(Converter<Jwt, Mono<AbstractAuthenticationToken>> callers, Clock clock, AuthProperties bounds) {
        this.callers = callers;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(bounds.knownTokens())
                .expireAfterWrite(bounds.knownFor())
                .build();
    }

    /** From now on the token is known, if it is anybody's. */
    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt good) {
        return callers.convert(good).doOnNext(caller -> known.put(good.getTokenValue(), new Known(good, caller)));
    }

    /** Whose it is; null if that is not known, or the token has ended. */
    @Nullable
    Authentication callerWith(String token) {
        var found = known.getIfPresent(token);
        return found != null && lasts(found.token()) ? found.caller() : null;
    }

    private boolean lasts(Jwt token) {
        return token.getExpiresAt() == null || clock.instant().isBefore(token.getExpiresAt());
    }
}
