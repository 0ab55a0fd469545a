package io.tidemark.edge.problem;

import io.netty.channel.ChannelException;
import io.tidemark.db.failure.SqlFailure;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.netty.channel.AbortedException;

/** Finds the answer to a failure. A failure that is not listed here is a defect of the server. */
final class FailureClassifier {

    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private FailureClassifier() {}

    static Problem answerTo(Throwable failure) {
        if (failure instanceof Refused refused) {
            return Problem.answering(refused);
        }
        return ofCaller(failure)
                .or(() -> ofTransfer(failure))
                .or(() -> ofRequest(failure))
                .or(() -> ofCapacity(failure))
                .orElseGet(
                        () -> new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "an internal error occurred"));
    }

    private static Optional<Problem> ofCaller(Throwable failure) {
        if (failure instanceof AuthenticationServiceException) { // No token can be judged.
            return unavailable("issuer-unavailable", "the issuer of the access token cannot be reached", OUTAGE);
        }
        if (failure instanceof AuthenticationException) {
            var why = firstCause(failure, Refused.class).map(Refused::detail);
            return answer(HttpStatus.UNAUTHORIZED, "unauthenticated", why.orElse("a valid access token is required"));
        }
        return failure instanceof AccessDeniedException
                ? answer(HttpStatus.FORBIDDEN, "forbidden", "your roles do not allow this request")
                : Optional.empty();
    }

    private static Optional<Problem> ofTransfer(Throwable failure) {
        if (isCausedBy(failure, DataBufferLimitException.class)) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "body.too-large", "the body is too large");
        }
        if (isCausedBy(failure, ChannelException.class)) { // The time-outs of reading a request.
            return answer(HttpStatus.REQUEST_TIMEOUT, "body.too-slow", "the request was not received in time");
        }
        if (isCausedBy(failure, AbortedException.class) || AbortedException.isConnectionReset(failure)) {
            return Optional.of(
                    Problem.invalid("request.malformed", "the connection was closed before the request was complete"));
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofRequest(Throwable failure) {
        if (failure instanceof InvalidMimeTypeException || failure instanceof InvalidMediaTypeException) {
            return Optional.of(BadInput.answerToMediaTypes(failure));
        }
        if (failure instanceof ServerWebInputException input) {
            return Optional.of(BadInput.answerTo(input));
        }
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            return answer(response.getStatusCode(), codeOf(response.getStatusCode()), detailOf(response));
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofCapacity(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return unavailable("busy", "the server is busy; try again later", BUSY);
        }
        if (SqlFailure.of(failure).isTransient()) {
            return unavailable("database-unavailable", "the database is unavailable", OUTAGE);
        }
        return Optional.empty();
    }

    private static Optional<Problem> answer(HttpStatusCode status, String code, String detail) {
        return Optional.of(new Problem(status, code, detail));
    }

    private static Optional<Problem> unavailable(String code, String detail, Duration retryAfter) {
        return Optional.of(new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, retryAfter));
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return firstCause(failure, type).isPresent();
    }

    static <T extends Throwable> Optional<T> firstCause(Throwable failure, Class<T> type) {
        Throwable each = failure;
        while (each != null) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static String detailOf(ErrorResponse response) {
        var status = response.getStatusCode();
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return Refused.notFound().detail();
        }
        return status.isSameCodeAs(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                ? "the Content-Type is missing, malformed or not supported here"
                : BadInput.asDetail(response.getBody().getDetail());
    }

    private static String codeOf(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
