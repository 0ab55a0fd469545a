package io.tidemark.query.session;

import io.tidemark.query.read.SnapshotPart;
import java.util.List;
import org.springframework.stereotype.Component;

/** The work sessions in a user's snapshot. */
@Component
class SessionSnapshot implements SnapshotPart {

    private final SessionViews sessions;

    SessionSnapshot(SessionViews sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public List<?> of(String user, int limit) {
        return sessions.latest(user, Long.MAX_VALUE, null, null, null, null, null, limit).stream()
                .map(SessionApi.Answer::of)
                .toList();
    }
}
