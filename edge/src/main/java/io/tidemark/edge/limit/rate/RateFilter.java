package io.tidemark.edge.limit.rate;

import java.security.Principal;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses requests of users who send too many, before a body is read. A request without a user counts for its address. */
@Order(RateFilter.AFTER_AUTHENTICATION)
class RateFilter implements WebFilter {

    /** One after the filters of Spring Security. */
    static final int AFTER_AUTHENTICATION = -99;

    private static final String NOBODY = "";

    private final RateLimits limits;

    RateFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var kind = RequestKind.of(exchange.getRequest());
        return kind == null
                ? chain.filter(exchange)
                : exchange.getPrincipal()
                        .map(Principal::getName)
                        .defaultIfEmpty(NOBODY)
                        .flatMap(user -> limits.take(kind, sender(kind, user, exchange))
                                .map(Mono::<Void>error)
                                .orElseGet(() -> chain.filter(exchange)));
    }

    /** Requests for tokens count for their address: the user whom they name is not verified. */
    private static Object sender(RequestKind kind, String user, ServerWebExchange exchange) {
        return kind == RequestKind.TOKENS || user.equals(NOBODY) ? ClientAddress.of(exchange.getRequest()) : user;
    }
}
