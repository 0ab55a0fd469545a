package io.tidemark.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/** Issues a token to every caller. For trying out, never on a network with other users. */
public class BuiltInIssuer {

    /** The name of the issuer, and of the audience of its tokens. */
    static final String NAME = "tidemark";

    private final SecretKey key;
    private final Clock clock;
    private final Duration lifetime;
    private final String rolesClaim;
    private final Supplier<UUID> ids;

    BuiltInIssuer(SecretKey key, Clock clock, Duration lifetime, String rolesClaim, Supplier<UUID> ids) {
        this.key = key;
        this.clock = clock;
        this.lifetime = lifetime;
        this.rolesClaim = rolesClaim;
        this.ids = ids;
    }

    /** How long a token is valid. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Signs a token for the user with these roles. */
    public String issue(String user, Collection<String> roles) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .jwtID(ids.get().toString())
                .issuer(NAME)
                .audience(NAME)
                .subject(user)
                .claim(rolesClaim, List.copyOf(roles))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the key does not fit the algorithm", impossible);
        }
        return token.serialize();
    }
}
