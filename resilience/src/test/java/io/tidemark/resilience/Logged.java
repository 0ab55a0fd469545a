package io.tidemark.resilience;

/**
 * An event as the log has it.
 *
 * @param mark see {@link Mark}
 * @param owner whom it concerns: nobody else may ever see it
 * @param deletion whether nothing comes after it
 */
record Logged(
        long position, long mark, String owner, String subject, long version, String commandId, boolean deletion) {}
