package io.tidemark.query.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null and none stand for any.
 *
 * @param aggregate what they are about, {@code <kind>/<id>}
 * @param types what happened, as the log stores it
 * @param actor who did it
 * @param user whom it concerns
 * @param from recorded then or later
 * @param to recorded before
 */
public record AuditFilter(
        @Nullable String aggregate,
        Set<String> types,
        @Nullable String actor,
        @Nullable String user,
        @Nullable Instant from,
        @Nullable Instant to) {

    static AuditFilter about(String aggregate) {
        return new AuditFilter(aggregate, Set.of(), null, null, null, null);
    }

    /** Whether an index leads from one match to the next. */
    boolean isIndexed() {
        return aggregate != null || user != null;
    }
}
