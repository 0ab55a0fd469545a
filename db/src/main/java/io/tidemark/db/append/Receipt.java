package io.tidemark.db.append;

/**
 * The result of a command with an idempotency key.
 *
 * @param commandId the sender and the key
 * @param fingerprint a digest of the request, to detect another request with the same key
 * @param aggregateId the aggregate of the command
 * @param version the aggregate's version after the command
 * @param position the position of the command's last event, or of the aggregate's last event if the command had none
 */
public record Receipt(String commandId, String fingerprint, String aggregateId, long version, long position) {}
