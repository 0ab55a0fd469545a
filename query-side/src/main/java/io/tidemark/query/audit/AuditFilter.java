package io.tidemark.query.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requested events. Null and the empty set match all.
 *
 * @param aggregate the aggregate of the events, {@code <kind>/<id>}
 * @param types the types of the events, as stored in the log
 * @param actor the user who caused the events
 * @param user the user whom the events concern
 * @param from the events were recorded at that time or later
 * @param to the events were recorded before that time
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

    /** For the security log. What may be long is last, because its lines are cut. */
    String inWords() {
        return "aggregate=%s from=%s to=%s actor=%s types=%s".formatted(aggregate, from, to, actor, types);
    }

    /** Whether an index finds the next match. */
    boolean isIndexed() {
        return aggregate != null || user != null;
    }
}
