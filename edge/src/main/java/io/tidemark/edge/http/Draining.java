package io.tidemark.edge.http;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
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

/**
 * Closes connections at shutdown: with the answer to an open request, and at once for a new request. Streams end with
 * their own goodbye, because after any other answer an {@code EventSource} would not reconnect.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // After CORS, so that a page of another origin can read it.
class Draining implements WebFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private volatile boolean drains;

    @EventListener(ContextClosedEvent.class)
    void begin() {
        drains = true;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> sayGoodbye(exchange)));
        return drains && !isStream(exchange.getRequest())
                ? Mono.error(Refused.unavailable("draining", "the server is shutting down", RETRY_AFTER))
                : chain.filter(exchange);
    }

    private static boolean isStream(ServerHttpRequest request) {
        return HttpMethod.GET.equals(request.getMethod()) && StreamRequests.isOne(request);
    }

    private void sayGoodbye(ServerWebExchange exchange) {
        if (drains) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }
}
