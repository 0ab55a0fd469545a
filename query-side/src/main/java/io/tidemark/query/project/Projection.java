package io.tidemark.query.project;

import io.tidemark.events.DomainEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one slice's events become the rows of its read model. A batch costs one {@code load}, one {@code save} and one
 * {@code remove}, however many events it has.
 *
 * @param <E> the slice's events
 * @param <V> the slice's rows
 */
public interface Projection<E extends DomainEvent, V> {

    /** The events that it takes. */
    Class<E> events();

    /** The table of the rows, whose key is called {@code id}. The statements name it without a schema. */
    String table();

    /**
     * What the row is after one more event: the same row if it shows the event already, null if there is none any more.
     * It depends on nothing else.
     */
    @Nullable
    V fold(@Nullable V row, Recorded<E> event);

    /** The rows by the ids of what they show. */
    Map<String, V> load(Set<String> ids);

    /** Writes rows, new or not. */
    void save(Collection<V> rows);

    /** Removes the rows of these ids. */
    void remove(Collection<String> ids);
}
