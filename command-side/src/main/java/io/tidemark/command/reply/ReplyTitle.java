package io.tidemark.command.reply;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** The title of a saved reply: 1 to 200 characters, no outer white space. */
record ReplyTitle(String value) {

    static final int MAX_LENGTH = 200;

    ReplyTitle {
        value = value.strip();
        if (WireText.isInvisible(value) || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "reply.title-length",
                    "title must have 1 to %s characters and must not be blank".formatted(MAX_LENGTH));
        }
    }

    static ReplyTitle parse(@Nullable String raw) {
        return new ReplyTitle(raw == null ? "" : raw);
    }
}
