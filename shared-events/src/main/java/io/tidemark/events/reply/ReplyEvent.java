package io.tidemark.events.reply;

import io.tidemark.events.DomainEvent;
import java.util.Set;

/** Every fact that the log can hold about a saved reply. */
public sealed interface ReplyEvent extends DomainEvent permits ReplyCreated, ReplyUpdated, ReplyDeleted {

    /** The user whose reply it is. */
    String owner();

    @Override
    default Set<String> audience() {
        return Set.of(owner());
    }
}
