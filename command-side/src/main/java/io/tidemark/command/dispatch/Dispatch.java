package io.tidemark.command.dispatch;

import io.tidemark.db.append.Deadline;

/**
 * A command that is being dispatched.
 *
 * @param body the request's body; an idempotency key belongs to it and the target
 * @param command its handler returns a {@link Versioned}
 * @param history makes the first answer again if the command was executed before
 * @param deadline the deadline of the request
 */
record Dispatch<T>(CommandRequest request, Object body, Object command, History<T> history, Deadline deadline) {}
