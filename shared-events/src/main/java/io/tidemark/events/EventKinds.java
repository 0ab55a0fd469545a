package io.tidemark.events;

import java.util.Objects;
import java.util.stream.Stream;

/** The kinds of events, and their names. */
public final class EventKinds {

    private EventKinds() {}

    /** The records that a sealed interface permits, directly or by another one. */
    public static Stream<Class<?>> of(Class<?> sealed) {
        return sealed.isSealed()
                ? Stream.of(sealed.getPermittedSubclasses()).flatMap(EventKinds::of)
                : Stream.of(sealed);
    }

    public static String nameOnTheWire(Class<?> kind) {
        return nameOf(kind).value();
    }

    public static String nameInTheLog(Class<?> kind) {
        var name = nameOf(kind);
        return name.stored().isEmpty() ? name.value() : name.stored();
    }

    private static EventName nameOf(Class<?> kind) {
        return Objects.requireNonNull(kind.getAnnotation(EventName.class), () -> kind + " has no name");
    }
}
