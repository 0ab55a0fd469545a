package io.tidemark.edge.auth.claim;

import io.tidemark.edge.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Names a token by a digest, which nobody can sign in with. It is that of the claim {@code jti} with the user's name,
 * because an issuer may give two users the same. Without {@code jti} it is that of the signed part: a signature can be
 * written in more than one way.
 */
final class TokenId {

    private static final String SEPARATOR = "\0"; // A name and a token contain none.

    private TokenId() {}

    static String of(Jwt verified, String user) {
        var jti = verified.getId();
        var value = verified.getTokenValue();
        return digest(jti == null ? value.substring(0, Math.max(value.lastIndexOf('.'), 0)) : user + SEPARATOR + jti);
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
