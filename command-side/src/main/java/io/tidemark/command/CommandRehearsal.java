package io.tidemark.command;

import io.tidemark.db.append.AppendRehearsal;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Goes the way of a command to the database and back before the process listens. Otherwise the first command would load all
 * that code within its time-out, and on a busy machine be answered 503.
 */
@Component
class CommandRehearsal implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRehearsal.class);

    private final EventStore events;
    private final AppendRehearsal append;

    CommandRehearsal(EventStore events, AppendRehearsal append) {
        this.events = events;
        this.append = append;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            LOG.debug("Events of nothing: {}", events.readEvents("nothing").hasNext());
        } catch (EventStoreException | DataAccessException outage) {
            LOG.debug("The first command will take longer", outage);
        }
        append.run();
    }
}
