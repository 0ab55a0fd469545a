package io.tidemark.query.projection;

import io.tidemark.events.DomainEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How one slice's events become the rows of its read model. A batch costs one statement each to load,
 * to save and to remove rows, however many events it has.
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
     * It depends on nothing else. The first event of a thing is given no row, whether or not there is one.
     */
    @Nullable
    V fold(@Nullable V row, RecordedEvent<E> event);

    /** A row as it is in the table. */
    V read(ResultSet row) throws SQLException;

    /** Writes rows, new or not. A row that is of the same version already, or of a later one, stays as it is. */
    void save(Collection<V> rows);
}
