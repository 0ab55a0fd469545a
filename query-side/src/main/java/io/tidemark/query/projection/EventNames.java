package io.tidemark.query.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.tidemark.events.EventKinds;
import io.tidemark.events.administration.AdministrationEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The events that the projections handle, by their names on the wire, and the kinds of their subjects. Also the events of
 * administrators, which no projection handles.
 */
@Component
public class EventNames {

    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, Set<String>> namesInTheLog;
    private final Map<String, String> namesOfStored = new HashMap<>();
    private final Map<String, Projection<?, ?>> kinds = new HashMap<>();

    EventNames(List<Projection<?, ?>> projections) {
        for (var projection : projections) {
            EventKinds.of(projection.events())
                    .map(this::add)
                    .forEach(name -> kinds.put(name.substring(0, name.indexOf(':')), projection));
        }
        EventKinds.of(AdministrationEvent.class).forEach(this::add);
        namesInTheLog = namesOfStored.keySet().stream()
                .collect(groupingBy(namesOfStored::get, mapping(stored -> stored, toSet())));
    }

    private String add(Class<?> type) {
        var name = EventKinds.nameOnTheWire(type);
        names.put(type, name);
        namesOfStored.put(EventKinds.nameInTheLog(type), name);
        return name;
    }

    /** The name on the wire; empty if no projection handles the type. */
    public Optional<String> of(Class<?> type) {
        return Optional.ofNullable(names.get(type));
    }

    /** The names in the log of the events with that name on the wire; empty if there are none. */
    public Set<String> inTheLog(String name) {
        return namesInTheLog.getOrDefault(name, Set.of());
    }

    /** The name on the wire of the events with that name in the log; the same name if no projection handles them. */
    public String ofStored(String name) {
        return namesOfStored.getOrDefault(name, name);
    }

    /** The projection of that kind of subject; null if there is no such kind. */
    public @Nullable Projection<?, ?> projectionOf(String kind) {
        return kinds.get(kind);
    }
}
