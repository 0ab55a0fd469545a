package io.tidemark.edge.problem;

import io.netty.channel.ChannelException;
import io.tidemark.db.failure.SqlFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebInputException;
import reactor.netty.channel.AbortedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the answer to a failure. A failure that is not listed here is a defect of the server. */
final class FailureClassifier {

    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private FailureClassifier() {}

    static Answer answerTo(Throwable failure) {
        if (failure instanceof Problem problem) {
            return new Answer(problem.status(), problem.code(), problem.detail(), problem.retryAfter());
        }
        return ofTransfer(failure)
                .or(() -> ofRequest(failure))
                .or(() -> ofCapacity(failure))
                .orElseGet(() ->
                        new Answer(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "something went wrong on our side"));
    }

    private static Optional<Answer> ofTransfer(Throwable failure) {
        if (isCausedBy(failure, DataBufferLimitException.class)) {
            return answer(HttpStatus.CONTENT_TOO_LARGE, "body.too-large", "the body is larger than is accepted");
        }
        if (isCausedBy(failure, ChannelException.class)) { // The time-outs of reading a request.
            return answer(HttpStatus.REQUEST_TIMEOUT, "body.too-slow", "the request took too long to come in");
        }
        if (isCausedBy(failure, AbortedException.class)) {
            return Optional.of(Answer.invalid("request.malformed", "the connection was closed within the request"));
        }
        return Optional.empty();
    }

    private static Optional<Answer> ofRequest(Throwable failure) {
        if (failure instanceof ServerWebInputException input) {
            return Optional.of(badInput(input));
        }
        if (failure instanceof ErrorResponse response) {
            return answer(response.getStatusCode(), codeOf(response.getStatusCode()), detailOf(response));
        }
        return Optional.empty();
    }

    private static Optional<Answer> ofCapacity(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return unavailable("busy", "too much to do at once", BUSY);
        }
        if (SqlFailure.of(failure).isTransient()) {
            return unavailable("database-unavailable", "the database is out of reach", OUTAGE);
        }
        return Optional.empty();
    }

    private static Optional<Answer> answer(HttpStatusCode status, String code, String detail) {
        return Optional.of(new Answer(status, code, detail));
    }

    private static Optional<Answer> unavailable(String code, String detail, Duration retryAfter) {
        return Optional.of(new Answer(HttpStatus.SERVICE_UNAVAILABLE, code, detail, retryAfter));
    }

    private static Answer badInput(ServerWebInputException input) {
        var json = firstCause(input, JacksonException.class);
        if (json.isPresent()) {
            return badJson(json.get());
        }
        return Answer.invalid(
                "request.invalid", input.getReason() == null ? "the request is not valid" : input.getReason());
    }

    private static Answer badJson(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return Answer.invalid(
                    "json.unknown-field", "there is no field '%s' here".formatted(unknown.getPropertyName()));
        }
        if (json instanceof MismatchedInputException mismatch) {
            return Answer.invalid(
                    "json.wrong-type", "%s: %s".formatted(fieldOf(mismatch), mismatch.getOriginalMessage()));
        }
        return Answer.invalid("json.malformed", json.getOriginalMessage());
    }

    private static String fieldOf(MismatchedInputException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        }
        return path.isEmpty() ? "the body" : "field " + path.substring(path.charAt(0) == '.' ? 1 : 0);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return firstCause(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> firstCause(Throwable failure, Class<T> type) {
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
        var detail = response.getBody().getDetail();
        return detail == null ? "the request cannot be answered" : detail;
    }

    private static String codeOf(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null
                ? "http-" + status.value()
                : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
