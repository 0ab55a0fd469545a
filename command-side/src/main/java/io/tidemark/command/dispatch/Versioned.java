package io.tidemark.command.dispatch;

/**
 * What a command left behind.
 *
 * @param aggregateId the aggregate that decided
 * @param value what it was after the command
 * @param version its version then: the sequence number of its last event
 */
public record Versioned<T>(String aggregateId, T value, long version) {}
