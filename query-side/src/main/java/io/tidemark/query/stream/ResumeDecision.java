package io.tidemark.query.stream;

import org.jspecify.annotations.Nullable;

/**
 * How a stream goes on from a client's cursor.
 *
 * @param from the cursor from which the stream goes on
 * @param head the feed's position
 * @param replayed how many events the client missed; a lower bound if it requests some types and missed very many
 * @param reason why the cursor is reset; null if it is not
 */
record ResumeDecision(
        ResumeMode mode,
        String from,
        String head,
        long replayed,
        @Nullable ResetReason reason) {}
