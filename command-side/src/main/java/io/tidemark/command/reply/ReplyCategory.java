package io.tidemark.command.reply;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;

/** The category that a saved reply is filed under: 1 to 50 characters, no outer white space. */
record ReplyCategory(String value) {

    static final int MAX_LENGTH = 50;

    ReplyCategory {
        value = value.strip();
        if (WireText.isInvisible(value) || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw Refused.invalid(
                    "reply.category-length",
                    "category must have 1 to %s characters and must not be blank; omit it for none"
                            .formatted(MAX_LENGTH));
        }
    }
}
