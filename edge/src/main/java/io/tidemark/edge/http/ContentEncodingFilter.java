package io.tidemark.edge.http;

import io.tidemark.edge.refusal.Refused;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses compressed bodies, which the server does not read, as RFC 9110 describes. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2) // After CORS, so that a page of another origin can read it.
class ContentEncodingFilter implements WebFilter {

    private static final String IDENTITY = "identity";
    private static final Set<HttpMethod> WITHOUT_A_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (WITHOUT_A_BODY.contains(exchange.getRequest().getMethod()) || isPlain(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        return Mono.error(Refused.unsupported(
                "unsupported-media-type", "the body must not be compressed: send it without Content-Encoding"));
    }

    private static boolean isPlain(ServerHttpRequest request) {
        return request.getHeaders().getOrDefault(HttpHeaders.CONTENT_ENCODING, List.of()).stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase(IDENTITY));
    }
}
