package io.tidemark.edge.problem;

import io.tidemark.edge.limit.rate.UnauthenticatedLimit;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
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

    private final ProblemWriter writer;
    private final UnauthenticatedLimit unauthenticated;
    private final DefectLog defects;

    ProblemHandler(ProblemWriter writer, UnauthenticatedLimit unauthenticated, DefectLog defects) {
        this.writer = writer;
        this.unauthenticated = unauthenticated;
        this.defects = defects;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        var answer = answerTo(failure, exchange);
        if (answer.status().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            defects.log(exchange.getRequest(), failure);
        }
        if (failure instanceof ErrorResponse response) {
            exchange.getResponse().getHeaders().addAll(response.getHeaders());
        }
        if (answer.status().value() == HttpStatus.UNAUTHORIZED.value()) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return writer.write(exchange, answer);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
        return handle(exchange, (Throwable) refused);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return handle(exchange, (Throwable) denied);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return writer.write(exchange, Problem.invalid("request.malformed", "the request is malformed"));
    }

    /** Of an address that sends one bad token after the other, most are not even answered 401. */
    private Problem answerTo(Throwable failure, ServerWebExchange exchange) {
        var answer = FailureClassifier.answerTo(failure);
        return answer.status().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                ? unauthenticated
                        .takeUnauthenticated(exchange.getRequest())
                        .map(Problem::answering)
                        .orElse(answer)
                : answer;
    }
}
