package io.tidemark.edge.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Tells who shows a token that came in a body, by the very rules for one in a header: a page that is being closed can send
 * a last beacon, but no header with it.
 */
public class BodyToken {

    private final ReactiveAuthenticationManager tokens;

    BodyToken(ReactiveAuthenticationManager tokens) {
        this.tokens = tokens;
    }

    /** Whoever the token names; a failure that is answered 401 if it is missing or not good. */
    public Mono<Authentication> callerOf(@Nullable String token) {
        return token == null || token.isBlank()
                ? Mono.error(() -> new InvalidBearerTokenException("the body contains no access token"))
                : Mono.defer(() -> {
                    RequestToken.requireBounded(token);
                    return tokens.authenticate(new BearerTokenAuthenticationToken(token));
                });
    }
}
