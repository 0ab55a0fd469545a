package io.tidemark.edge.problem;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The answer to a failure (RFC 9457).
 *
 * @param retryAfter null if a retry is of no use
 */
public record Problem(
        HttpStatusCode status,
        String code,
        String detail,
        @Nullable Duration retryAfter) {

    Problem(HttpStatusCode status, String code, String detail) {
        this(status, code, detail, null);
    }

    /** The body of the answer, alone or as one of several. */
    public static Problem of(Throwable failure) {
        return FailureClassifier.answerTo(failure);
    }

    static Problem invalid(String code, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, code, detail);
    }

    static Problem answering(Refused refused) {
        return new Problem(status(refused.kind()), refused.code(), refused.detail(), refused.retryAfter());
    }

    private static HttpStatus status(Refused.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case HEAD_TOO_LARGE -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
