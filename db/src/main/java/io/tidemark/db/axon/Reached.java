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
public record Reached(long position, boolean wrote) {

    private static final String RESOURCE = Reached.class.getName();

    static void byReading(long position) {
        note(new Reached(position, false));
    }

    static void byWriting(long position) {
        note(new Reached(position, true));
    }

    private static void note(Reached reached) {
        CurrentUnitOfWork.ifStarted(unit ->
                unit.root().resources().merge(RESOURCE, reached, (a, b) -> ((Reached) a).and((Reached) b)));
    }

    private Reached and(Reached other) {
        return new Reached(Math.max(position, other.position), wrote || other.wrote);
    }

    /** How far the unit of work has come; empty if it touched no event. */
    public static Optional<Reached> in(UnitOfWork<?> unit) {
        return Optional.ofNullable((Reached) unit.root().resources().get(RESOURCE));
    }
}
