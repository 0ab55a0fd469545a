package io.tidemark.edge.auth.claim;

import io.tidemark.edge.json.WireText;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Makes the caller, with roles, from a verified token. Every claim that is used later is checked here: a valid
 * signature does not mean that the claims have the right types.
 */
public final class CallerFromClaims implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    /** The length that OpenID Connect allows. Longer names would not fit into the indexes of the database. */
    static final int MAX_NAME_LENGTH = 255;

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern NAME = Pattern.compile("\\P{Cc}{1," + MAX_NAME_LENGTH + "}");

    private final RolesClaim roles;

    /** @param rolesClaim the claim that lists the roles, or the path to it */
    public CallerFromClaims(String rolesClaim) {
        this.roles = new RolesClaim(rolesClaim);
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt verified) {
        return Mono.fromSupplier(() -> caller(verified));
    }

    private AbstractAuthenticationToken caller(Jwt verified) {
        var name = name(verified.getSubject());
        if (!isTime(verified.getExpiresAt())) {
            throw new InvalidBearerTokenException("the token ends in no year that can be written");
        }
        var authorities = roles.of(verified.getClaims()).stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        return new JwtAuthenticationToken(verified, authorities, name);
    }

    /** A stream tells its client when the token expires. */
    private static boolean isTime(@Nullable Instant end) {
        return end == null || end.isBefore(END_OF_TIME);
    }

    /** Every caller has a name, because resources belong to names. */
    private static String name(@Nullable String subject) {
        if (subject == null || subject.isBlank() || !NAME.matcher(subject).matches() || !WireText.isClean(subject)) {
            throw new InvalidBearerTokenException("the token has no usable subject");
        }
        return subject;
    }
}
