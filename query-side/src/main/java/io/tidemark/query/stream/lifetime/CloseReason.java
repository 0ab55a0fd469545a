package io.tidemark.query.stream.lifetime;

import java.util.Locale;

/** Why the server ends a stream. */
public enum CloseReason {
    /** The process is shutting down. */
    DRAIN,
    /** The token that opened the stream has ended. */
    TOKEN_EXPIRED,
    /** The token was signed out, or its user was shut out. */
    REVOKED,
    /** The user opened too many others. */
    EVICTED,
    /** The stream has reached its lifetime. */
    LIFETIME,
    /** The process holds the maximum of streams, or too many resume decisions are waiting. */
    OVERLOAD,
    /** What the client missed cannot be told any more. */
    RESET,
    /** The feed cannot be read. */
    UNAVAILABLE;

    /** The reason in the frame. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
