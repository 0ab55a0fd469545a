package io.tidemark.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.edge.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Caches the callers of verified tokens for a while. An app sends the same token with each request, and verifying it
 * takes longer than most requests. The expiry and the standing are checked on each use. A token is found by its digest
 * and not kept itself, so a long one takes no more memory than a short one.
 */
class JwtCache implements Converter<Jwt, Mono<JwtAuthenticationToken>> {

    /** What a caller with a few roles takes in memory. */
    private static final int USUAL_BYTES = 1_024;

    /** What a role takes beside its characters. */
    private static final int ROLE_BYTES = 100;

    private final Converter<Jwt, Mono<JwtAuthenticationToken>> callers;
    private final CallerStanding standing;
    private final Clock clock;
    private final Cache<Digest, JwtAuthenticationToken> known;

    /**
     * @param callers finds the caller of a verified token
     * @param bounds how many tokens are cached, and how long: the key of a token may be withdrawn in the meantime
     */
    JwtCache(
            Converter<Jwt, Mono<JwtAuthenticationToken>> callers,
            CallerStanding standing,
            Clock clock,
            AuthProperties bounds) {
        this.callers = callers;
        this.standing = standing;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumWeight((long) bounds.knownTokens() * USUAL_BYTES)
                .weigher(JwtCache::bytesOf)
                .expireAfterWrite(bounds.knownFor())
                .build();
    }

    private static int bytesOf(Digest token, JwtAuthenticationToken caller) {
        int roles = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .mapToInt(role -> ROLE_BYTES + (role == null ? 0 : role.length()))
                .sum();
        return Math.max(USUAL_BYTES, USUAL_BYTES / 2 + 2 * caller.getName().length() + roles);
    }

    private record Digest(long first, long second, long third, long fourth) {

        static Digest of(String token) {
            var bytes = ByteBuffer.wrap(Sha256.digest().digest(token.getBytes(StandardCharsets.UTF_8)));
            return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    /** Caches the token, if it has a caller who is not shut out. */
    @Override
    public Mono<JwtAuthenticationToken> convert(Jwt good) {
        return callers.convert(good).doOnNext(caller -> {
            var refusal = standing.refusalOf(caller);
            if (refusal != null) {
                throw refusal;
            }
            known.put(Digest.of(good.getTokenValue()), caller);
        });
    }

    /** The caller of the token; null if it is not cached, has expired, or is shut out. */
    @Nullable
    Authentication callerWith(String token) {
        var found = token.length() > RequestToken.MAX_LENGTH ? null : known.getIfPresent(Digest.of(token));
        return found != null && lasts(found.getToken()) && !standing.isShutOut(found) ? found : null;
    }

    private boolean lasts(Jwt token) {
        return token.getExpiresAt() == null || clock.instant().isBefore(token.getExpiresAt());
    }
}
