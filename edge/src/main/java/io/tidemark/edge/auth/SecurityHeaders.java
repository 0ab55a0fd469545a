package io.tidemark.edge.auth;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Adds the headers of Spring Security to every answer, in one pass. Each of Spring's own writers searches all headers
 * that the answer already has.
 */
class SecurityHeaders implements ServerHttpHeadersWriter {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "0",
            "Content-Security-Policy", "default-src 'self'",
            "Referrer-Policy", "no-referrer");
    private static final Map<String, String> NOT_CACHED = Map.of(
            HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate",
            HttpHeaders.PRAGMA, "no-cache",
            HttpHeaders.EXPIRES, "0");
    private static final ServerHttpHeadersWriter ONLY_BY_TLS = new StrictTransportSecurityServerHttpHeadersWriter();

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        var headers = exchange.getResponse().getHeaders();
        ALWAYS.forEach(headers::set);
        if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            NOT_CACHED.forEach(headers::set);
        }
        return ONLY_BY_TLS.writeHttpHeaders(exchange);
    }
}
