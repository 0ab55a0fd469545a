package io.tidemark.edge.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal that the caller is told about as an RFC 9457 problem. The code is part of the API and never changes. */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private Problem(HttpStatus status, String code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // An answer, not a failure: nobody reads its stack.
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** 400: what was sent cannot be a value. */
    public static Problem invalid(String code, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, code, detail, null);
    }

    /** 404: there is nothing by that name, or nothing that is the caller's. */
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "no such resource", null);
    }

    /** 404: there is nothing by that name yet, and the code says what. */
    public static Problem notFound(String code, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail, null);
    }

    /** 408: the body did not come in time. */
    public static Problem tooSlow(String detail) {
        return new Problem(HttpStatus.REQUEST_TIMEOUT, "body.too-slow", detail, null);
    }

    /** 409: a rule says no, or somebody else was faster. */
    public static Problem conflict(String code, String detail) {
        return new Problem(HttpStatus.CONFLICT, code, detail, null);
    }

    /** 412: the caller decided on a version that is not the current one. */
    public static Problem stale(long expected, long actual) {
        var detail = "the current version is %d, not %d; read the resource again".formatted(actual, expected);
        return new Problem(HttpStatus.PRECONDITION_FAILED, "stale-version", detail, null);
    }

    /** 413: there is more of it than is accepted. */
    public static Problem tooLarge(String detail) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "body.too-large", detail, null);
    }

    /** 415: it is of a kind that is not accepted. */
    public static Problem unsupported(String code, String detail) {
        return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, code, detail, null);
    }

    /** 422: the idempotency key belongs to another request. */
    public static Problem keyReused() {
        var detail = "the idempotency key was already used for a different request";
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key.reused", detail, null);
    }

    /** 503: it cannot be done now; the same request may succeed after a while. */
    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** What is wrong, for a person. */
    public String detail() {
        return detail;
    }

    /** How long to wait before trying again; null where trying again is of no use. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
