package io.tidemark.command.quota;

import io.tidemark.edge.refusal.Refused;
import java.util.Optional;

/** Limits how many things of each kind a user owns. */
@FunctionalInterface
public interface Quotas {

    /** Counts a new thing of a user. Returns the refusal if the user owns as many as allowed. May read the database. */
    Optional<Refused> take(Quota quota, String owner);

    /** Counts a new thing of a user. Throws the refusal if the user owns as many as allowed. */
    default void require(Quota quota, String owner) {
        take(quota, owner).ifPresent(refused -> {
            throw refused;
        });
    }
}
