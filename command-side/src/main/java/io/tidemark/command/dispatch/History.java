package io.tidemark.command.dispatch;

/** The state of an aggregate at a version: the first answer to a repeated command. */
public interface History<T> {

    Versioned<T> at(String aggregateId, long version);

    /** Whether the aggregate was ever created. */
    boolean exists(String aggregateId);

    /** The state after its creation. It is read from the log, so that the unit of work knows its position. */
    Versioned<T> created(String aggregateId);
}
