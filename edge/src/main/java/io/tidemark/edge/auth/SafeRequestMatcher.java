package io.tidemark.edge.auth;

import io.tidemark.edge.json.WireText;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Matches requests that no firewall would refuse: with a common method, an address of common characters, and headers of
 * printable characters. It is conservative: a request that does not match may still be valid.
 */
final class SafeRequestMatcher {

    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

    private SafeRequestMatcher() {}

    static boolean isOne(ServerHttpRequest request) {
        var address = request.getURI();
        return METHODS.contains(request.getMethod())
                && isPlainPath(address.getRawPath())
                && isPlainQuery(address.getRawQuery())
                && ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty
                && hasPlainHeaders(netty);
    }

    /** No character is encoded, no segment is empty, and no segment starts with a full stop. */
    static boolean isPlainPath(@Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char each = path.charAt(i);
            boolean begins = i > 0 && path.charAt(i - 1) == '/';
            if (!isOrdinary(each) && (begins || (each != '/' && each != '.'))) {
                return false;
            }
        }
        return true;
    }

    static boolean isPlainQuery(@Nullable String query) {
        return query == null
                || query.chars().allMatch(each -> isOrdinary(each) || each == '.' || each == '=' || each == '&');
    }

    private static boolean isOrdinary(int each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '-'
                || each == '_';
    }

    private static boolean hasPlainHeaders(HttpServerRequest request) {
        var headers = request.requestHeaders().iteratorCharSequence();
        while (headers.hasNext()) {
            var header = headers.next();
            if (!WireText.isPrintableAscii(header.getKey()) || !WireText.isPrintableAscii(header.getValue())) {
                return false;
            }
        }
        return true;
    }
}
