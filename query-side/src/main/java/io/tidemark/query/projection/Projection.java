package io.tidemark.query.projection;

import io.tidemark.events.DomainEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Turns one slice's events into the rows of its read model. A batch needs one statement each to load, save and remove
 * rows, however many events it has.
 *
 * @param <E> the slice's events
 * @param <V> the slice's rows
 */
public interface Projection<E extends DomainEvent, V> {

    /** The type of its events. */
    Class<E> events();

    /** The table of the rows, with the key {@code id}. Statements name it without a schema. */
    String table();

    /**
     * The row after one more event: the same row if it already shows the event, null if the row is removed. Depends
     * only on its parameters. For the first event of a subject, the row is null even if there is one.
     */
    @Nullable
    V fold(@Nullable V row, RecordedEvent<E> event);

    /** Reads a row of the table. */
    V read(ResultSet row) throws SQLException;

    /** Inserts or updates rows. A row with the same or a later version stays as it is. */
    void save(Collection<V> rows);
}
