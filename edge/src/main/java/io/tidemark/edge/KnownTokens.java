package io.tidemark.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers for a while the tokens that were found good: an app sends the same one with each of its requests, and to look
 * into it and at its signature takes longer than most of them do. Whether it has ended is looked at each time.
 */
class KnownTokens implements ReactiveJwtDecoder {

    private final ReactiveJwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> known;

    /** @param bounds how many, and how long: the key that signed one may be withdrawn meanwhile */
    KnownTokens(ReactiveJwtDecoder decoder, Clock clock, EdgeProperties.Auth bounds) {
        this.decoder = decoder;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(bounds.knownTokens())
                .expireAfterWrite(bounds.knownFor())
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        var good = known.getIfPresent(token);
        return good != null && lasts(good)
                ? Mono.just(good)
                : decoder.decode(token).doOnNext(found -> known.put(token, found));
    }

    private boolean lasts(Jwt token) {
        return token.getExpiresAt() == null || clock.instant().isBefore(token.getExpiresAt());
    }
}
