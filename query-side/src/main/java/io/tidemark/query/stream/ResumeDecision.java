package io.tidemark.query.stream;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the cursor that a client came with.
 *
 * @param from the cursor that the stream goes on from
 * @param head how far the feed is
 * @param replayed how many events the client missed; at least, where it asks for some types and missed very many
 * @param reason why it is a reset; null if it is none
 */
record ResumeDecision(
        ResumeMode mode,
        String from,
        String head,
        long replayed,
        @Nullable ResetReason reason) {}
