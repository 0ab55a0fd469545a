package io.tidemark.db.append;

/**
 * What a command sent with an idempotency key came to.
 *
 * @param commandId the sender and the key
 * @param fingerprint a digest of the request, by which another request under the same key is told apart
 * @param aggregateId what it was about
 * @param version the version of that when the command was done
 * @param position the position of the command's last event, or of the aggregate's if it had none
 */
public record Receipt(String commandId, String fingerprint, String aggregateId, long version, long position) {}
