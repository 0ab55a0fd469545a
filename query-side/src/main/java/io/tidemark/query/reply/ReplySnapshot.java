package io.tidemark.query.reply;

import io.tidemark.query.read.SnapshotPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The saved replies in a user's snapshot. */
@Component
class ReplySnapshot implements SnapshotPart {

    private final ReplyViews replies;

    ReplySnapshot(ReplyViews replies) {
        this.replies = replies;
    }

    @Override
    public String name() {
        return "replies";
    }

    @Override
    public List<?> of(String user, int limit) {
        return replies.latest(user, Long.MAX_VALUE, null, null, null, limit).stream()
                .map(ReplyApi.Answer::of)
                .toList();
    }
}
