package io.tidemark.query.stream;

/**
 * The first answer to {@link FollowChannel}.
 *
 * @param cursor the position from which the stream goes on
 * @param behind whether missed events still have to be read
 */
record ResumePoint(ResumeDecision decision, long cursor, boolean behind) {}
