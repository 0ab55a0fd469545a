package io.tidemark.edge.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Authenticates a token in a body by the same rules as a token in a header. A page that is being closed can send a
 * beacon, which cannot have headers.
 */
public class BodyToken {

    private final ReactiveAuthenticationManager tokens;

    BodyToken(ReactiveAuthenticationManager tokens) {
        this.tokens = tokens;
    }

    /** The caller of the token. Fails with status 401 if the token is missing or not valid. */
    public Mono<Authentication> callerOf(@Nullable String token) {
        return token == null || token.isBlank()
                ? Mono.error(() -> new InvalidBearerTokenException("the body contains no access token"))
                : Mono.defer(() -> {
                    RequestToken.requireBounded(token);
                    return tokens.authenticate(new BearerTokenAuthenticationToken(token));
                });
    }
}
