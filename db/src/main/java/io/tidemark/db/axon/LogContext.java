package io.tidemark.db.axon;

import io.tidemark.db.append.Deadline;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work and the log exchange: the deadline of its caller, and the last position that it has read or
 * written.
 */
public final class LogContext {

    private static final String RESOURCE = LogContext.class.getName();

    private final @Nullable Deadline deadline;
    private @Nullable ConsistencyPosition position;
    private long charsRead;

    /** @param deadline null if the unit of work has no caller that waits */
    public LogContext(@Nullable Deadline deadline) {
        this.deadline = deadline;
    }

    /** From now on, the unit of work's reads and appends use this context. */
    public void attachTo(UnitOfWork<?> unit) {
        unit.root().resources().put(RESOURCE, this);
    }

    /** The context of a unit of work; empty if none was attached. */
    public static Optional<LogContext> of(UnitOfWork<?> unit) {
        return Optional.ofNullable((LogContext) unit.root().resources().get(RESOURCE));
    }

    /** The context of the unit of work on this thread. */
    static Optional<LogContext> current() {
        return CurrentUnitOfWork.isStarted() ? of(CurrentUnitOfWork.get()) : Optional.empty();
    }

    Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    void hasRead(long chars) {
        charsRead += chars;
    }

    /** How many characters of events the unit of work on this thread has read. */
    public static long charsRead() {
        return current().map(context -> context.charsRead).orElse(0L);
    }

    void reached(ConsistencyPosition next) {
        position = position == null ? next : position.and(next);
    }

    /** The last position that the unit of work read or wrote; empty if there was none. */
    public Optional<ConsistencyPosition> position() {
        return Optional.ofNullable(position);
    }
}
