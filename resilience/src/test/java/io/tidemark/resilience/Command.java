package io.tidemark.resilience;

import org.jspecify.annotations.Nullable;

/**
 * A change that somebody asks for.
 *
 * @param key the idempotency key; null for a batch, whose operations are safe to repeat by their nature
 * @param subject what it changes; empty if the answer tells
 */
record Command(
        String method,
        String path,
        @Nullable String body,
        @Nullable String key,
        String actor,
        String token,
        String subject) {

    /** Its id as the log has it; empty for a batch. */
    String id() {
        return key == null ? "" : actor + " " + key;
    }

    @Override
    public String toString() {
        return "%s %s by %s under %s".formatted(method, path, actor, key);
    }
}
