package io.tidemark.query.read;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/**
 * A row of a read model whose rows have owners. Only the projection writes it.
 *
 * @param <A> the row as reads answer it, which the entity embeds as {@code answer}
 */
@MappedSuperclass
public abstract class View<A extends Versioned> {

    /** The attribute of each entity that has the fields of the answer. */
    static final String ANSWER = "answer";

    @Id
    UUID id;

    String owner;

    /** That of the creation, by which lists are ordered: it never changes, so no row moves while pages are read. */
    long createdPosition;

    @SuppressWarnings("NullAway.Init") // Hibernate fills in the fields.
    protected View() {}

    protected abstract A answer();
}
