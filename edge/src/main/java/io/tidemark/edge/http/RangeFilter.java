package io.tidemark.edge.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Ends a 416 of static files. Spring answers them without a body, but under the length of the file, and the client would wait for
 * it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RangeFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getHeaders().containsHeader(HttpHeaders.RANGE)) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> correct(exchange.getResponse())));
        }
        return chain.filter(exchange);
    }

    private static void correct(ServerHttpResponse answer) {
        var headers = answer.getHeaders();
        if (HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.equals(answer.getStatusCode())) {
            headers.setContentLength(0);
        }
    }
}
