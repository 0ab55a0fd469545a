package io.tidemark.query.audit;

/**
 * The part of the log that an answer reads.
 *
 * @param after the position before the first event
 * @param upTo the position of the last event
 * @param head the position up to which the feed was complete
 */
public record AuditRange(AuditFilter filter, long after, long upTo, long head) {}
