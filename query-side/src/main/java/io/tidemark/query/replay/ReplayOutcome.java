package io.tidemark.query.replay;

import io.tidemark.query.projector.Rebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a shadow replay.
 *
 * @param last the last step
 * @param differences the first differences
 * @param inAll how many differences there are
 */
record ReplayOutcome(
        ReplayState state,
        Rebuild.Step last,
        List<Difference> differences,
        long inAll,
        @Nullable String failure) {

    static ReplayOutcome of(Rebuild.Step last, List<Difference> differences, long inAll) {
        return new ReplayOutcome(
                inAll == 0 ? ReplayState.MATCHES : ReplayState.DIFFERS, last, differences, inAll, null);
    }

    static ReplayOutcome failed(Throwable cause) {
        return new ReplayOutcome(ReplayState.FAILED, new Rebuild.Step(0, 0, 0), List.of(), 0, cause.toString());
    }

    static ReplayOutcome abandoned() {
        return new ReplayOutcome(ReplayState.ABANDONED, new Rebuild.Step(0, 0, 0), List.of(), 0, null);
    }
}
