package io.tidemark.edge;

import java.util.Collection;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses query parameters that are not text, so that no slice has to expect them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CleanRequests implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        try {
            var parameters = exchange.getRequest().getQueryParams();
            boolean clean = parameters.keySet().stream().allMatch(WireText::isClean)
                    && parameters.values().stream()
                            .flatMap(Collection::stream)
                            .allMatch(value -> value == null || WireText.isClean(value));
            return clean ? chain.filter(exchange) : refused("NUL and lone surrogates are not accepted");
        } catch (IllegalArgumentException malformed) {
            return refused("the query is not well formed");
        }
    }

    private static Mono<Void> refused(String why) {
        return Mono.error(Problem.invalid("query.malformed", why));
    }
}
