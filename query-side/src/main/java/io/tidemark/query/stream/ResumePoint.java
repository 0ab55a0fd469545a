package io.tidemark.query.stream;

/**
 * The first answer to {@link FollowChannel}.
 *
 * @param cursor the position that the stream goes on from
 * @param behind whether what was missed is yet to be read
 */
record ResumePoint(ResumeDecision decision, long cursor, boolean behind) {}
