package io.tidemark.command.reply;

import io.tidemark.edge.Problem;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which saved reply. In the log it is {@code reply/<uuid>}, so that no other kind of thing can have the same id. */
record ReplyId(UUID value) {

    private static final String KIND = "reply/";
    private static final Pattern FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static ReplyId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.invalid("reply.id", "the id of a reply is a UUID");
        }
        return new ReplyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
