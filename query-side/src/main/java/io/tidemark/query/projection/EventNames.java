package io.tidemark.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.tidemark.events.EventKinds;
import io.tidemark.events.EventName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The events that the projections take, by their names on the wire, and the kinds of things that they are about. */
@Component
public class EventNames {

    private final Map<String, Set<String>> storedTypes;
    private final Map<String, String> namesOfStored = new HashMap<>();
    private final Map<String, Projection<?, ?>> kinds = new HashMap<>();

    EventNames(List<Projection<?, ?>> projections) {
        for (var projection : projections) {
            EventKinds.of(projection.events()).forEach(type -> {
                var name = nameOf(type).orElseThrow();
                namesOfStored.put(type.getName(), name);
                kinds.put(name.substring(0, name.indexOf(':')), projection);
            });
        }
        storedTypes = namesOfStored.keySet().stream()
                .collect(groupingBy(namesOfStored::get, mapping(stored -> stored, toSet())));
    }

    /** Its name on the wire; empty if no projection takes it. */
    public Optional<String> of(Class<?> type) {
        return Optional.ofNullable(namesOfStored.get(type.getName()));
    }

    private static Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(EventName.class)).map(EventName::value);
    }

    /** The types under which the log stores what has that name on the wire; empty if nothing has. */
    public Set<String> storedTypes(String name) {
        return storedTypes.getOrDefault(name, Set.of());
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
