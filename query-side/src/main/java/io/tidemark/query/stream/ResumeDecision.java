package io.tidemark.query.stream;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the cursor that a client came with.
 *
 * @param mode {@code live}: it came with none. {@code resumed}: what it missed follows. {@code reset}: what it missed
 *     cannot be told any more, so it reads a fresh snapshot
 * @param from the cursor that the stream goes on from
 * @param head how far the feed is
 * @param replayed how many events the client missed; at least, where it asks for some types and missed very many
 * @param reason why it is a reset: it is malformed, foreign (of another history), ahead of the log, or expired
 */
record ResumeDecision(
        String mode,
        String from,
        String head,
        long replayed,
        @Nullable String reason) {}
