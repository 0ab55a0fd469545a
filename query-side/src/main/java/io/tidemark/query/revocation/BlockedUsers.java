package io.tidemark.query.revocation;

import io.tidemark.db.revocation.Revocations;
import io.tidemark.db.revocation.ShutOutUser;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.administration.UserShutOut;
import io.tidemark.events.administration.UserUnblocked;
import io.tidemark.query.administration.AdministrationLog;
import io.tidemark.query.administration.Administrator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What administrators do about users. Each act and its event are stored in one transaction. */
@Component
class BlockedUsers {

    private final Revocations revocations;
    private final AdministrationLog administrationLog;

    BlockedUsers(Revocations revocations, AdministrationLog administrationLog) {
        this.revocations = revocations;
        this.administrationLog = administrationLog;
    }

    /** Shuts a user out; not the administrator who does it, because only another one could undo that. */
    ShutOutUser shutOut(String user, ShutOutMode mode, Administrator by) {
        if (user.equals(by.name())) {
            throw Refused.conflict("blocked-user.yourself", "you cannot block yourself");
        }
        revocations.shutOut(
                user,
                mode == ShutOutMode.BLOCKED,
                by.name(),
                () -> administrationLog.add(by, id -> new UserShutOut(id, user, mode.text(), by.reason())));
        return revocations.shutOutUser(user).orElseThrow();
    }

    void unblock(String user, Administrator by) {
        boolean wasBlocked = revocations.unblock(
                user, by.name(), () -> administrationLog.add(by, id -> new UserUnblocked(id, user, by.reason())));
        if (!wasBlocked) {
            throw Refused.notFound();
        }
    }

    List<ShutOutUser> all(String after, int limit) {
        return revocations.shutOutUsers(after, limit);
    }
}
