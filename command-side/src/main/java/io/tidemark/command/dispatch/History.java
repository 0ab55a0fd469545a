package io.tidemark.command.dispatch;

/** Tells what an aggregate was at a version: the first answer to a command that comes again. */
public interface History<T> {

    Versioned<T> at(String aggregateId, long version);
}
