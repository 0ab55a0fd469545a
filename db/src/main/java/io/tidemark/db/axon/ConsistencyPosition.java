package io.tidemark.db.axon;

/**
 * How far along the log a unit of work has come: what the answer to its command stands on.
 *
 * @param position the furthest position that it read or wrote
 * @param wrote whether it wrote
 */
public record ConsistencyPosition(long position, boolean wrote) {

    static void byReading(long position) {
        note(new ConsistencyPosition(position, false));
    }

    static void byWriting(long position) {
        note(new ConsistencyPosition(position, true));
    }

    private static void note(ConsistencyPosition reached) {
        LogContext.current().ifPresent(context -> context.reached(reached));
    }

    ConsistencyPosition and(ConsistencyPosition other) {
        return new ConsistencyPosition(Math.max(position, other.position), wrote || other.wrote);
    }
}
