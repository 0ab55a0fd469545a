package io.tidemark.edge;

import java.time.Duration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Sends everybody away while the process goes down: who waits for an answer, with it, and who comes now, at once. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
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
        return drains
                ? Mono.error(Problem.unavailable("draining", "this process is going down", RETRY_AFTER))
                : chain.filter(exchange);
    }

    private void sayGoodbye(ServerWebExchange exchange) {
        if (drains) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }
}
