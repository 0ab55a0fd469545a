package io.tidemark.query.revocation;

import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** Which tokens of a user are refused. */
enum ShutOutMode {
    /** All, until the user is unblocked. */
    BLOCKED("blocked"),
    /** Those that were issued until now. */
    SIGNED_OUT("signed-out");

    private final String text;

    ShutOutMode(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Blocked, unless another mode is named. */
    static ShutOutMode parse(@Nullable String raw) {
        if (raw == null || raw.equals(BLOCKED.text)) {
            return BLOCKED;
        }
        if (raw.equals(SIGNED_OUT.text)) {
            return SIGNED_OUT;
        }
        throw Refused.invalid("blocked-user.mode", "mode must be 'blocked' or 'signed-out'");
    }
}
