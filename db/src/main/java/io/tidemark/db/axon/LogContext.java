package io.tidemark.db.axon;

import io.tidemark.db.append.Deadline;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work tells the log and learns from it: until when its caller waits, and the furthest position that it has
 * read or written.
 */
public final class LogContext {

    private static final String RESOURCE = LogContext.class.getName();

    private final @Nullable Deadline deadline;
    private @Nullable ConsistencyPosition position;

    /** @param deadline null if nobody waits but the unit of work itself */
    public LogContext(@Nullable Deadline deadline) {
        this.deadline = deadline;
    }

    /** From now on, what the unit of work reads and appends goes by this context. */
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

    void reached(ConsistencyPosition next) {
        position = position == null ? next : position.and(next);
    }

    /** How far the unit of work has come; empty if it touched no event. */
    public Optional<ConsistencyPosition> position() {
        return Optional.ofNullable(position);
    }
}
