package io.tidemark.command.session.sync;

import io.tidemark.command.dispatch.CommandResult;
import io.tidemark.command.session.SessionCommand;
import io.tidemark.command.session.SessionState;
import io.tidemark.command.session.StartSession;
import io.tidemark.edge.problem.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of one operation of a batch. The fields up to the cursor are set if it was executed, the others if it was
 * refused.
 *
 * @param retryable whether the same operation may succeed later
 */
record SyncResult(
        int status,
        @Nullable String id,
        @Nullable Long version,
        @Nullable String cursor,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Boolean retryable) {

    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int OUR_FAULT = 500; // And above: a device keeps such an operation.
    private static final Set<String> PASSING = Set.of("session.unknown", "changed-meanwhile");

    static SyncResult of(SessionCommand command, CommandResult<SessionState> result) {
        return new SyncResult(
                command instanceof StartSession && result.changed() ? CREATED : OK,
                result.value().id(),
                result.version(),
                result.cursor().toString(),
                null,
                null,
                null);
    }

    static SyncResult of(Problem problem) {
        int status = problem.status().value();
        return new SyncResult(
                status,
                null,
                null,
                null,
                problem.code(),
                problem.detail(),
                status >= OUR_FAULT || PASSING.contains(problem.code()));
    }
}
