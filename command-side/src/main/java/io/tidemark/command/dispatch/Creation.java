package io.tidemark.command.dispatch;

import io.tidemark.command.quota.Quota;

/**
 * A command that creates an aggregate. The client may choose the id, so it can send the same creation again without an
 * idempotency key.
 *
 * @param <S> the state of the aggregate
 */
public interface Creation<S> {

    /** The id of the new aggregate. */
    Object id();

    /** The kind of the new thing, of which its owner may have only so many. */
    Quota quota();

    /** Whether it is the same as the creation that used its id before. */
    boolean asksFor(S created);

    /** The code of the refusal if its id was used for something else. */
    String idTakenCode();
}
