package io.tidemark.db.axon;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.OutageLogger;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The log as Axon's event store. Its streams call back as soon as this or another process appends. */
public class PostgresEventStore extends AbstractEventStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresEventStore.class);

    private final PostgresEventStorageEngine engine;
    private final HighWaterMark logHighWaterMark;
    private final OutageLogger outage = new OutageLogger(LOG, "follow the event log");
    private final UnreadableEventLogger unreadable = new UnreadableEventLogger();

    public PostgresEventStore(PostgresEventStorageEngine engine, HighWaterMark logHighWaterMark) {
        super(new Builder().storageEngine(engine));
        this.engine = engine;
        this.logHighWaterMark = logHighWaterMark;
    }

    private static class Builder extends AbstractEventStore.Builder {}

    /** If the database does not answer, the events are unavailable too. */
    @Override
    protected Optional<DomainEventMessage<?>> handleSnapshotReadingError(String aggregateId, Throwable failure) {
        if (failure instanceof DataAccessException outage) {
            throw outage;
        }
        return super.handleSnapshotReadingError(aggregateId, failure);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new LogStream(
                engine, logHighWaterMark, outage, unreadable, PostgresEventStorageEngine.positionOf(token));
    }
}
