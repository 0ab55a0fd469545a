package io.tidemark.db.axon;

import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * How far along the log a unit of work has come: what the answer to its command stands on.
 *
 * @param position the furthest position that it read or wrote
 * @param wrote whether it wrote
 */
public record ConsistencyPosition(long position, boolean wrote) {

    private static final String RESOURCE = ConsistencyPosition.class.getName();

    static void byReading(long position) {
        note(new ConsistencyPosition(position, false));
    }

    static void byWriting(long position) {
        note(new ConsistencyPosition(position, true));
    }

    private static void note(ConsistencyPosition consistency) {
        CurrentUnitOfWork.ifStarted(unit -> unit.root()
                .resources()
                .merge(RESOURCE, consistency, (a, b) -> ((ConsistencyPosition) a).and((ConsistencyPosition) b)));
    }

    private ConsistencyPosition and(ConsistencyPosition other) {
        return new ConsistencyPosition(Math.max(position, other.position), wrote || other.wrote);
    }

    /** How far the unit of work has come; empty if it touched no event. */
    public static Optional<ConsistencyPosition> in(UnitOfWork<?> unit) {
        return Optional.ofNullable((ConsistencyPosition) unit.root().resources().get(RESOURCE));
    }
}
