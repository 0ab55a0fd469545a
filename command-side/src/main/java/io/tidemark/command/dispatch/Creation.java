package io.tidemark.command.dispatch;

/**
 * A command that creates an aggregate. The client may choose the id, so it can send the same creation again without an
 * idempotency key.
 *
 * @param <S> the state of the aggregate
 */
public interface Creation<S> {

    /** The id of the new aggregate. */
    Object id();

    /** Whether it is the same as the creation that used its id before. */
    boolean asksFor(S created);

    /** The code of the refusal if its id was used for something else. */
    String idTakenCode();
}
