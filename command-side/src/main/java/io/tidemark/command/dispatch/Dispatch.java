package io.tidemark.command.dispatch;

import io.tidemark.db.append.Deadline;

/**
 * A command on its way.
 *
 * @param body the request's body, which with the target tells what the idempotency key stands for
 * @param command its handler returns a {@link Versioned}
 * @param history gives the first answer again when the command was done before
 * @param deadline until when the sender waits
 */
record Dispatch<T>(CommandRequest request, Object body, Object command, History<T> history, Deadline deadline) {}
