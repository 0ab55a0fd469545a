package io.tidemark.query.stream;

import io.tidemark.edge.problem.Problem;
import io.tidemark.query.stream.lifetime.CloseReason;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Says goodbye where any other answer to the same request would be a 5xx or a 429: it is over by itself, but an {@code EventSource}
 * that was answered anything but 200 never connects again. What the client has to change first stays a 4xx.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3) // Before the security filters, which may fail too.
class StreamFailures implements WebFilter {

    private static final Logger LOG = LoggerFactory.getLogger(StreamFailures.class);

    private static final Set<String> OVERLOADS = Set.of("busy", "rate-limited");

    private final ClientStreams streams;

    StreamFailures(ClientStreams streams) {
        this.streams = streams;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var answer = chain.filter(exchange);
        return isStream(exchange.getRequest())
                ? answer.onErrorResume(
                        failure -> isOver(exchange, failure) ? goodbye(exchange, failure) : Mono.error(failure))
                : answer;
    }

    /** A client of the audit that accepts other formats too can read a problem. */
    private static boolean isStream(ServerHttpRequest request) {
        var accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        return HttpMethod.GET.equals(request.getMethod())
                && (request.getPath().value().endsWith("/stream") || MediaType.TEXT_EVENT_STREAM_VALUE.equals(accept));
    }

    private static boolean isOver(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return false;
        }
        var status = Problem.of(failure).status();
        return status.is5xxServerError() || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
    }

    private Mono<Void> goodbye(ServerWebExchange exchange, Throwable failure) {
        var problem = Problem.of(failure);
        if (problem.status().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            LOG.error("A stream failed unexpectedly: {}", exchange.getRequest().getPath(), failure);
        }
        var reason = OVERLOADS.contains(problem.code()) ? CloseReason.OVERLOAD : CloseReason.UNAVAILABLE;
        return streams.refuse(exchange.getResponse(), reason);
    }
}
