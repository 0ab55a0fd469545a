package io.tidemark.events;

import java.util.stream.Stream;

/** The kinds of events that there are. */
public final class EventKinds {

    private EventKinds() {}

    /** The records that a sealed interface permits, directly or by another one. */
    public static Stream<Class<?>> of(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses()).flatMap(EventKinds::of)
                : Stream.of(sealed);
    }
}
