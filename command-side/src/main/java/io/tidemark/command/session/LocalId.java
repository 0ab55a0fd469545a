package io.tidemark.command.session;

import io.tidemark.edge.refusal.Refused;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An id that a device chose: 1 to 100 visible characters. */
record LocalId(String value) {

    private static final Pattern FORM = Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}]{1,100}");

    LocalId {
        if (!FORM.matcher(value).matches()) {
            throw Refused.invalid("session.local-id", "localId must have 1 to 100 visible characters and no spaces");
        }
    }

    static LocalId parse(@Nullable String raw) {
        return new LocalId(raw == null ? "" : raw);
    }
}
