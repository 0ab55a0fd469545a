package io.tidemark.db.axon;

/**
 * The position of the log on which the answer to a command is based.
 *
 * @param position the last position that the unit of work read or wrote
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
