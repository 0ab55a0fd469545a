package io.tidemark.query.stream.lifetime;

import java.util.Locale;

/** Why the server ends a stream. */
public enum CloseReason {
    /** The process is going down. */
    DRAIN,
    /** The token that opened the stream has ended. */
    TOKEN_EXPIRED,
    /** The user opened too many others. */
    EVICTED,
    /** It has lasted as long as a stream lasts. */
    LIFETIME,
    /** The process holds as many streams as it can, or decides about as many cursors. */
    OVERLOAD,
    /** The feed cannot be read. */
    UNAVAILABLE;

    /** The reason as the frame says it. */
    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
