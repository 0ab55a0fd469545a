package io.tidemark.edge.problem;

import io.netty.channel.ChannelException;
import io.tidemark.db.failure.SqlFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure with an RFC 9457 problem. What is not listed here is our bug: a bare 500, logged once. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public // Spring's own handlers would answer some failures without a body.
class ProblemHandler
        implements ErrorWebExceptionHandler,
                ServerAuthenticationEntryPoint,
                ServerAccessDeniedHandler,
                ServerExchangeRejectedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    /** An answer in the making. */
    record Answer(
            HttpStatusCode status,
            String code,
            String detail,
            @Nullable Duration retryAfter) {

        Answer(HttpStatusCode status, String code, String detail) {
            this(status, code, detail, null);
        }
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
        var answer = answerTo(failure);
        if (answer.status().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error("Request failed unexpectedly: {} {}", exchange.getRequest().getMethod(), path(exchange), failure);
        }
        if (failure instanceof ErrorResponse response) {
            exchange.getResponse().getHeaders().addAll(response.getHeaders());
        }
        return write(exchange, answer);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException refused) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return write(
                exchange, new Answer(HttpStatus.UNAUTHORIZED, "unauthenticated", "a valid access token is required"));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return write(exchange, new Answer(HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this request"));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return write(
                exchange, new Answer(HttpStatus.BAD_REQUEST, "request.malformed", "the request is malformed"));
    }

    static Answer answerTo(Throwable failure) {
        if (failure instanceof Problem problem) {
            return new Answer(problem.status(), problem.code(), problem.detail(), problem.retryAfter());
        }
        if (causedBy(failure, DataBufferLimitException.class) != null) {
            return new Answer(HttpStatus.CONTENT_TOO_LARGE, "body.too-large", "the body is too large");
        }
        if (causedBy(failure, ChannelException.class) != null) { // The time-outs of reading a request.
            return new Answer(HttpStatus.REQUEST_TIMEOUT, "body.too-slow", "the request was not received in time");
        }
        if (causedBy(failure, AbortedException.class) != null) {
            return invalid("request.malformed", "the connection was closed before the request was complete");
        }
        if (failure instanceof ServerWebInputException input) {
            return badInput(input);
        }
        if (failure instanceof ErrorResponse response) {
            return new Answer(response.getStatusCode(), codeOf(response.getStatusCode()), detailOf(response));
        }
        if (failure instanceof RejectedExecutionException) {
            return new Answer(HttpStatus.SERVICE_UNAVAILABLE, "busy", "the server is busy; try again later", Duration.ofSeconds(1));
        }
        if (SqlFailure.of(failure).isTransient()) {
            return new Answer(
                    HttpStatus.SERVICE_UNAVAILABLE, "database-unavailable", "the database is unavailable", OUTAGE);
        }
        return new Answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "an internal error occurred");
    }

    private static Answer badInput(ServerWebInputException input) {
        var json = causedBy(input, JacksonException.class);
        if (json instanceof UnrecognizedPropertyException unknown) {
            return invalid("json.unknown-field", "unknown field '%s'".formatted(unknown.getPropertyName()));
        }
        if (json instanceof MismatchedInputException mismatch) {
            return invalid("json.wrong-type", "%s %s".formatted(fieldOf(mismatch), expected(mismatch)));
        }
        if (json != null) {
            return invalid("json.malformed", "the body is not valid JSON: " + reason(json));
        }
        return invalid("request.invalid", asDetail(input.getReason()));
    }

    private static Answer invalid(String code, String detail) {
        return new Answer(HttpStatus.BAD_REQUEST, code, detail);
    }

    private static String fieldOf(MismatchedInputException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.isEmpty() ? "the body" : "field " + path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    private static <T extends Throwable> @Nullable T causedBy(Throwable failure, Class<T> type) {
        Throwable each = failure;
        while (each != null) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            each = each.getCause();
        }
        return null;
    }

    /** What a field of that type takes, in the terms of JSON. */
    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        boolean fromText = mismatch instanceof InvalidFormatException invalid && invalid.getValue() instanceof String;
        if (type == String.class) {
            return fromText ? "must not contain NUL or a lone surrogate" : "must be a string";
        }
        if (type == Number.class && fromText) {
            return "contains a number that is out of range";
        }
        if (type == Long.class) {
            return "must be a whole number";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "must be an array" : "must be one JSON object";
    }

    /** The parser's reason, without the place in a source that it does not show. */
    private static String reason(JacksonException malformed) {
        return UNSHOWN_SOURCE.matcher(malformed.getOriginalMessage()).replaceAll("");
    }

    private static String detailOf(ErrorResponse response) {
        var status = response.getStatusCode();
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return Problem.notFound().detail();
        }
        return status.isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                ? "the Content-Type is missing, malformed or not supported here"
                : asDetail(response.getBody().getDetail());
    }

    /** A text of Spring's in the form of all details: it begins with a small letter and has no full stop. */
    private static String asDetail(@Nullable String text) {
        return text == null
                ? "the request is invalid"
                : StringUtils.trimTrailingCharacter(StringUtils.uncapitalize(text), '.');
    }

    private static String codeOf(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private Mono<Void> write(ServerWebExchange exchange, Answer answer) {
        var problem = ProblemDetail.forStatusAndDetail(answer.status(), answer.detail());
        problem.setProperty("code", answer.code());
        var response = exchange.getResponse();
        response.setStatusCode(answer.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (answer.retryAfter() != null) {
            response.getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(answer.retryAfter().toSeconds()));
        }
        var body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
        return response.writeWith(Mono.just(body))
                .onErrorComplete(IllegalStateException.class); // Of a broken body, Netty has told the client already.
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }
}
