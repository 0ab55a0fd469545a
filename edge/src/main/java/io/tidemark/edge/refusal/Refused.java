package io.tidemark.edge.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is told about. It knows no HTTP: {@code edge.problem} answers each kind with a status. The
 * code is part of the API and never changes.
 */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private Refused(Kind kind, String code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // An answer and not a failure, so it needs no stack trace.
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    private Refused(Kind kind, String code, String detail) {
        this(kind, code, detail, null);
    }

    /** Why something is refused. */
    public enum Kind {
        /** The input is not a valid value. */
        INVALID,
        /** The caller has to sign in again. */
        UNAUTHENTICATED,
        /** The caller, or the place that the request is sent to, is shut out. */
        FORBIDDEN,
        /** The resource does not exist, or does not belong to the caller. */
        NOT_FOUND,
        /** The body did not arrive in time. */
        TOO_SLOW,
        /** A rule forbids it, or another request was faster. */
        CONFLICT,
        /** The caller expects a version that is not the current one. */
        STALE,
        /** The body is too large. */
        TOO_LARGE,
        /** A field of the request's head is too long. */
        HEAD_TOO_LARGE,
        /** Its media type is not accepted. */
        UNSUPPORTED,
        /** The idempotency key belongs to another request. */
        KEY_REUSED,
        /** The caller sent too many requests; the same request may succeed after a while. */
        TOO_MANY,
        /** It cannot be done now; the same request may succeed after a while. */
        UNAVAILABLE
    }

    public static Refused invalid(String code, String detail) {
        return new Refused(Kind.INVALID, code, detail);
    }

    public static Refused notFound() {
        return notFound("not-found", "no such resource");
    }

    /** The code names what is not available. */
    public static Refused notFound(String code, String detail) {
        return new Refused(Kind.NOT_FOUND, code, detail);
    }

    /** The code says why the caller has to sign in again. */
    public static Refused unauthenticated(String code, String detail) {
        return new Refused(Kind.UNAUTHENTICATED, code, detail);
    }

    /** The code says what is shut out. */
    public static Refused forbidden(String code, String detail) {
        return new Refused(Kind.FORBIDDEN, code, detail);
    }

    public static Refused tooSlow(String detail) {
        return new Refused(Kind.TOO_SLOW, "body.too-slow", detail);
    }

    public static Refused conflict(String code, String detail) {
        return new Refused(Kind.CONFLICT, code, detail);
    }

    public static Refused stale(long actual) {
        var detail = "the current version is %s, which If-Match does not name; read the resource again";
        return new Refused(Kind.STALE, "stale-version", detail.formatted(actual));
    }

    public static Refused tooLarge(String detail) {
        return new Refused(Kind.TOO_LARGE, "body.too-large", detail);
    }

    public static Refused tokenTooLong(int max) {
        var detail = "the access token must have at most %s characters";
        return new Refused(Kind.HEAD_TOO_LARGE, "token.too-long", detail.formatted(max));
    }

    public static Refused unsupported(String code, String detail) {
        return new Refused(Kind.UNSUPPORTED, code, detail);
    }

    public static Refused keyReused() {
        var detail = "the idempotency key was already used for a different request";
        return new Refused(Kind.KEY_REUSED, "idempotency-key.reused", detail);
    }

    public static Refused rateLimited(String detail, Duration retryAfter) {
        return new Refused(Kind.TOO_MANY, "rate-limited", detail, retryAfter);
    }

    public static Refused unavailable(String code, String detail, Duration retryAfter) {
        return new Refused(Kind.UNAVAILABLE, code, detail, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** The reason, for a person. */
    public String detail() {
        return detail;
    }

    /** How long to wait before a retry; null if a retry is of no use. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
