package io.tidemark.edge.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Replaces the caller's {@code traceparent} by the request's own span, if it has one: later spans are its children. */
@Component
@ConditionalOnProperty(TracingOnDemand.ENDPOINT)
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ServerSpan implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var under = spanOf(exchange)
                .map(span -> exchange.mutate()
                        .request(request -> request.header(
                                TraceParent.HEADER, TraceParent.of(span).toString()))
                        .build())
                .orElse(exchange);
        return chain.filter(under);
    }

    private static Optional<Span> spanOf(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .filter(span -> !span.isNoop());
    }
}
