package io.tidemark.query.projection;

import io.tidemark.events.EventName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The events that the projections take, by their names on the wire, and the kinds of things that they are about. */
@Component
public class EventNames {

    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<String, String> namesOfStored = new HashMap<>();
    private final Map<String, Projection<?, ?>> kinds = new HashMap<>();

    EventNames(List<Projection<?, ?>> projections) {
        for (var projection : projections) {
            for (var type : Objects.requireNonNull(projection.events().getPermittedSubclasses())) {
                var name = nameOf(type).orElseThrow();
                types.put(name, type);
                namesOfStored.put(type.getName(), name);
                kinds.put(name.substring(0, name.indexOf(':')), projection);
            }
        }
    }

    /** Its name on the wire; empty if no projection takes it. */
    public Optional<String> of(Class<?> type) {
        return nameOf(type).filter(types::containsKey);
    }

    private static Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(EventName.class)).map(EventName::value);
    }

    /** The type under which the log stores it; null if there is none by that name. */
    public @Nullable String storedType(String name) {
        var type = types.get(name);
        return type == null ? null : type.getName();
    }

    /** The name on the wire of a type as the log stores it; the type itself if no projection takes it. */
    public String ofStored(String type) {
        return namesOfStored.getOrDefault(type, type);
    }

    /** What shows things of that kind; null if there is no such kind. */
    public @Nullable Projection<?, ?> projectionOf(String kind) {
        return kinds.get(kind);
    }
}
