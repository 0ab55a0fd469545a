package io.tidemark.resilience;

/**
 * What Tidemark said that it has kept.
 *
 * @param commandId as the log has it; empty for an operation of a batch
 * @param position where the answer's cursor says that it is
 */
record Acknowledged(String commandId, String subject, long version, long position) {}
