package io.tidemark.edge.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers every failure with an RFC 9457 problem. A defect of the server is logged. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public // Spring's own handlers would answer some failures without a body.
class ProblemHandler
        implements ErrorWebExceptionHandler,
                ServerAuthenticationEntryPoint,
                ServerAccessDeniedHandler,
                ServerExchangeRejectedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemWriter writer;

    ProblemHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (failure instanceof InvalidBearerTokenException refused) {
            return commence(exchange, refused);
        }
        if (failure instanceof AccessDeniedException denied) {
            return handle(exchange, denied);
        }
        var answer = FailureClassifier.answerTo(failure);
        if (answer.status().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error(
                    "Request failed unexpectedly: {} {}", exchange.getRequest().getMethod(), path(exchange), failure);
        }
        if (failure instanceof ErrorResponse response) {
            exchange.getResponse().getHeaders().addAll(response.getHeaders());
        }
        return writer.write(exchange, answer);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return writer.write(
                exchange, new Problem(HttpStatus.UNAUTHORIZED, "unauthenticated", "a valid access token is required"));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return writer.write(
                exchange, new Problem(HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this request"));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return writer.write(exchange, Problem.invalid("request.malformed", "the request is malformed"));
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }
}
