package io.tidemark.edge.auth;

import io.tidemark.edge.refusal.Refused;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the token of a request, if the request needs one. A request that needs none is not refused for a bad token. */
class RequestToken implements ServerAuthenticationConverter {

    /**
     * The maximum length of a token in characters, in a header or in the address. The maxima of the server, {@code
     * max-http-request-header-size} and {@code max-initial-line-length}, are twice that, for the rest of a request.
     */
    static final int MAX_LENGTH = 12 * 1024;

    private final ServerAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
    private final AccessRules rules;

    RequestToken(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return rules.ignoreTokenOf(exchange.getRequest())
                ? Mono.empty()
                : bearer.convert(exchange).doOnNext(RequestToken::requireBounded);
    }

    private static void requireBounded(Authentication shown) {
        if (shown instanceof BearerTokenAuthenticationToken bearerToken) {
            requireBounded(bearerToken.getToken());
        }
    }

    static void requireBounded(String token) {
        if (token.length() > MAX_LENGTH) {
            throw Refused.tokenTooLong(MAX_LENGTH);
        }
    }
}
