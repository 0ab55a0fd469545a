package io.tidemark.command.business;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** The name of a business: 1 to 200 characters, no outer white space. */
record BusinessName(String value) {

    static final int MAX_LENGTH = 200;

    BusinessName {
        value = value.strip();
        if (WireText.isInvisible(value) || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "business.name-length",
                    "name must have 1 to %s characters and must not be blank".formatted(MAX_LENGTH));
        }
    }

    static BusinessName parse(@Nullable String raw) {
        return new BusinessName(raw == null ? "" : raw);
    }
}
