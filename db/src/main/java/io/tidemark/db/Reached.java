package io.tidemark.db;

import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Remembers, in a command's unit of work, the furthest position that it read or wrote: what its answer stands on. */
public final class Reached {

    private static final String RESOURCE = Reached.class.getName();

    private Reached() {}

    static void position(long position) {
        CurrentUnitOfWork.ifStarted(unit ->
                unit.root().resources().merge(RESOURCE, position, (a, b) -> Math.max((Long) a, (Long) b)));
    }

    /** The furthest position that the unit of work read or wrote; none if it touched no event. */
    public static OptionalLong in(UnitOfWork<?> unit) {
        var position = (Long) unit.root().resources().get(RESOURCE);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }
}
