package io.tidemark.edge.auth;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Removes {@code ?access_token=} from the address before it can be logged. On streaming endpoints it becomes the bearer
 * token, because a browser's {@code EventSource} cannot send headers. Elsewhere it is ignored.
 */
@Component
class QueryTokenFilter implements HttpHandlerDecoratorFactory {

    private static final String PARAMETER = "access_token";
    private static final Pattern SEPARATOR = Pattern.compile("&");

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            var query = request.getURI().getRawQuery();
            return query == null || !query.contains(PARAMETER)
                    ? handler.handle(request, response)
                    : handler.handle(withoutToken(request), response);
        };
    }

    private static ServerHttpRequest withoutToken(ServerHttpRequest request) {
        var token = last(request.getQueryParams().getOrDefault(PARAMETER, List.of()));
        var mutated = request.mutate().uri(cleaned(request.getURI()));
        if (isStreaming(request) && token != null && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            mutated.headers(headers -> headers.setBearerAuth(token));
        }
        return mutated.build();
    }

    /** Clients that reconnect with a new token may append it after the old one. */
    private static @Nullable String last(List<@Nullable String> tokens) {
        return tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    }

    private static boolean isStreaming(ServerHttpRequest request) {
        return request.getPath().value().endsWith("/stream");
    }

    /** The rest of the query stays as it was sent, even if its encoding is invalid: others check that. */
    private static URI cleaned(URI address) {
        var rest = SEPARATOR
                .splitAsStream(address.getRawQuery())
                .filter(parameter -> !parameter.equals(PARAMETER) && !parameter.startsWith(PARAMETER + "="))
                .collect(Collectors.joining("&"));
        var text = address.toString();
        var resource = text.substring(0, text.indexOf('?'));
        return URI.create(rest.isEmpty() ? resource : resource + "?" + rest);
    }
}
