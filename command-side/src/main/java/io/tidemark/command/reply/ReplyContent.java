package io.tidemark.command.reply;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import org.jspecify.annotations.Nullable;

/** The text of a saved reply: 1 to 10,000 characters, kept as it is. */
record ReplyContent(String value) {

    static final int MAX_LENGTH = 10_000;

    ReplyContent {
        if (WireText.isInvisible(value) || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "reply.content-length",
                    "content must have 1 to %s characters and must not be blank".formatted(MAX_LENGTH));
        }
    }

    static ReplyContent parse(@Nullable String raw) {
        return new ReplyContent(raw == null ? "" : raw);
    }
}
