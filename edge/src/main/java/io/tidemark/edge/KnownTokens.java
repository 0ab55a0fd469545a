package io.tidemark.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers for a while the tokens that were found good: an app sends the same one with each of its requests, and to look
 * into it and at its signature takes longer than most of them do. Whether it has ended is looked at each time.
 */
class KnownTokens implements ReactiveJwtDecoder, ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private final ServerAuthenticationConverter unknown = new ServerBearerTokenAuthenticationConverter();
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

    /** A known one was found well formed before. */
    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(SCHEME)) {
            var token = header.substring(SCHEME.length());
            if (known.getIfPresent(token) != null) {
                return Mono.just(new BearerTokenAuthenticationToken(token));
            }
        }
        return unknown.convert(exchange);
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
