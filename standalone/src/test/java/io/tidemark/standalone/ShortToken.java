package io.tidemark.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Tokens that the built-in issuer could have signed, but that end sooner than its own. */
final class ShortToken {

    private ShortToken() {}

    static String of(RunningTidemark tidemark, String user, Duration lifetime) {
        var key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
        var claims = new JWTClaimsSet.Builder()
                .issuer("tidemark")
                .audience("tidemark")
                .subject(user)
                .expirationTime(Date.from(Instant.now().plus(lifetime)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
