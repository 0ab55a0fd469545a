package io.tidemark.query.audit;

/**
 * The part of the log in which an answer looks.
 *
 * @param after behind this position
 * @param upTo up to this one
 * @param head how far the feed was then: nothing up to here lies outside of it
 */
public record AuditRange(AuditFilter filter, long after, long upTo, long head) {}
