package io.tidemark.edge.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
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

    /** The one path that takes such a token, and only in plain text. */
    public static final String PATH = "/api/sync/sessions";

    private final ReactiveAuthenticationManager tokens;

    BodyToken(ReactiveAuthenticationManager tokens) {
        this.tokens = tokens;
    }

    /** Whoever the token names; a failure that is answered 401 if it is missing or not good. */
    public Mono<Authentication> callerOf(@Nullable String token) {
        return token == null || token.isBlank()
                ? Mono.error(() -> new InvalidBearerTokenException("the body contains no access token"))
                : tokens.authenticate(new BearerTokenAuthenticationToken(token));
    }

    /** Whether the credential of a request is in its body, so that no header is to be asked for. */
    static boolean isExpectedIn(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getPath().value().equals(PATH)
                && isPlainText(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
    }

    private static boolean isPlainText(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.TEXT_PLAIN_VALUE);
    }
}
