package io.tidemark.query.administration;

import io.tidemark.db.append.TransactionalAppend;
import io.tidemark.events.administration.AdministrationEvent;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Adds what administrators do to the log, where auditors read it. */
@Component
public class AdministrationLog {

    private static final String KIND = "administration";

    private final TransactionalAppend log;
    private final Supplier<UUID> ids;

    AdministrationLog(TransactionalAppend log, Supplier<UUID> ids) {
        this.log = log;
        this.ids = ids;
    }

    /**
     * Adds an act, as the last thing in the transaction that does it.
     *
     * @param event the act with the id that it is given
     */
    public void add(Administrator administrator, Function<String, AdministrationEvent> event) {
        var id = ids.get();
        log.append(administrator.name(), KIND, id, event.apply(id.toString()));
    }
}
