package io.tidemark.edge.auth.claim;

import io.tidemark.edge.refusal.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Makes the caller, with roles, from a verified token. Every claim that is used later is checked here: a valid
 * signature does not mean that the claims have the right types. The caller keeps no more of the token than is used later,
 * because it is kept as long as a stream: the name, the times, and in the place of the token its {@link TokenId}.
 */
public final class CallerFromClaims implements Converter<Jwt, Mono<JwtAuthenticationToken>> {

    /** How far ahead a token may end. A token that is signed out is kept until then, so there has to be a bound. */
    static final Duration MAX_LIFETIME = Duration.ofDays(366);

    private final RolesClaim roles;
    private final Clock clock;

    /** @param rolesClaim the claim that lists the roles, or the path to it */
    public CallerFromClaims(String rolesClaim, Clock clock) {
        this.roles = new RolesClaim(rolesClaim);
        this.clock = clock;
    }

    @Override
    public Mono<JwtAuthenticationToken> convert(Jwt verified) {
        return Mono.fromSupplier(() -> caller(verified));
    }

    private JwtAuthenticationToken caller(Jwt verified) {
        var name = name(verified.getSubject());
        if (!isSoonEnough(verified.getExpiresAt())) {
            throw new InvalidBearerTokenException(
                    "the token ends later than " + MAX_LIFETIME.toDays() + " days from now");
        }
        var authorities = roles.of(verified.getClaims()).stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        return new JwtAuthenticationToken(kept(verified, name), authorities, name);
    }

    private static Jwt kept(Jwt verified, String name) {
        var kept = Jwt.withTokenValue(TokenId.of(verified, name))
                .header(JoseHeaderNames.ALG, "none")
                .subject(name);
        var end = verified.getExpiresAt();
        var start = verified.getIssuedAt();
        if (end != null) {
            kept.expiresAt(end);
        }
        if (start != null && !isMadeUp(start, end)) {
            kept.issuedAt(start);
        }
        return kept.build();
    }

    /** If a token does not say when it was issued, Spring Security says a second before its end. */
    private static boolean isMadeUp(Instant start, @Nullable Instant end) {
        return end != null && start.equals(end.minusSeconds(1));
    }

    private boolean isSoonEnough(@Nullable Instant end) {
        return end == null || !end.isAfter(clock.instant().plus(MAX_LIFETIME));
    }

    /** Every caller has a name, because resources belong to names. */
    private static String name(@Nullable String subject) {
        if (subject == null || !UserName.isOne(subject)) {
            var why = "the subject of the access token " + UserName.RULE;
            throw new InvalidBearerTokenException(why, Refused.invalid("unauthenticated", why));
        }
        return subject;
    }
}
