package io.tidemark.command.dispatch;

/**
 * A command that creates something. The client may choose the id, so the same creation can come again, without an
 * idempotency key.
 *
 * @param <S> the state of what it creates
 */
public interface Creation<S> {

    /** The id of what it creates. */
    Object id();

    /** Whether it asks for just what was created by its id before. */
    boolean asksFor(S created);

    /** The code of the refusal when something else was created by its id. */
    String idTakenCode();
}
