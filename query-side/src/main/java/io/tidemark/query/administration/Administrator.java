package io.tidemark.query.administration;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who runs the system, and acts.
 *
 * @param reason why, in the administrator's words; null if they say nothing
 */
public record Administrator(String name, @Nullable String reason) {

    private static final int MAX_REASON_LENGTH = 500;

    public Administrator {
        if (reason != null && (reason.isBlank() || reason.length() > MAX_REASON_LENGTH || !WireText.isClean(reason))) {
            throw Refused.invalid("reason.invalid", "reason must have 1 to " + MAX_REASON_LENGTH + " characters");
        }
    }
}
