package io.tidemark.command.reply;

import io.tidemark.edge.json.Uuids;
import java.util.UUID;

/** Which saved reply. In the log it is {@code reply/<uuid>}, so that no other kind of thing can have the same id. */
record ReplyId(UUID value) {

    private static final String KIND = "reply/";

    static ReplyId parse(String text) {
        return new ReplyId(Uuids.parse("reply", text));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
