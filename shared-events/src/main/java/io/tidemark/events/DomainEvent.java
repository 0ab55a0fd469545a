package io.tidemark.events;

import java.util.Set;

/** A fact that the log keeps and that clients receive. */
public interface DomainEvent {

    /** The id of the thing that it is about, as clients know it. */
    String id();

    /** The ids of the users whom it concerns: it goes to their streams and to nobody else's. */
    Set<String> audience();
}
