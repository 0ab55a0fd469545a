package io.tidemark.query.projector;

import io.tidemark.events.DomainEvent;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.projection.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read models of all slices. Passes each event to the projection that handles it. */
@Component
class ReadModels {

    private final List<Projection<?, ?>> projections;
    private final JdbcClient jdbc;

    ReadModels(List<Projection<?, ?>> projections, JdbcClient jdbc) {
        this.projections = projections;
        this.jdbc = jdbc;
    }

    void show(List<RecordedEvent<DomainEvent>> events) {
        projections.forEach(projection -> show(projection, events));
    }

    /** Deletes rows. A truncated table would be empty even for readers with an older snapshot. */
    void clear() {
        projections.forEach(
                projection -> jdbc.sql("DELETE FROM " + projection.table()).update());
    }

    private <E extends DomainEvent, V> void show(Projection<E, V> projection, List<RecordedEvent<DomainEvent>> events) {
        var mine = events.stream()
                .filter(event -> projection.events().isInstance(event.event()))
                .map(event -> event.as(projection.events()))
                .toList();
        if (mine.isEmpty()) {
            return;
        }
        Map<String, Long> firstVersions = new HashMap<>();
        mine.forEach(event -> firstVersions.putIfAbsent(event.event().id(), event.version()));
        var before = load(projection, firstVersions);
        Map<String, @Nullable V> after = new HashMap<>(before);
        for (var event : mine) {
            after.compute(event.event().id(), (id, row) -> projection.fold(row, event));
        }
        write(projection, firstVersions.keySet(), before, after);
    }

    /** Loads the rows of all subjects but those whose first event is in the batch: they have no row yet. */
    private <V> Map<String, V> load(Projection<?, V> projection, Map<String, Long> firstVersions) {
        var older = firstVersions.entrySet().stream()
                .filter(first -> first.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        return older.isEmpty() ? Map.of() : load(projection, older);
    }

    private <V> Map<String, V> load(Projection<?, V> projection, List<String> ids) {
        Map<String, V> rows = new HashMap<>();
        jdbc.sql("SELECT * FROM %s WHERE id = ANY (?::uuid[])".formatted(projection.table()))
                .param(ids.toArray(String[]::new))
                .query(row -> {
                    rows.put(row.getString("id"), projection.read(row));
                });
        return rows;
    }

    private <V> void write(
            Projection<?, V> projection, Set<String> ids, Map<String, V> before, Map<String, @Nullable V> after) {
        var saved = new ArrayList<V>();
        after.forEach((id, row) -> {
            if (row != null && row != before.get(id)) {
                saved.add(row);
            }
        });
        var removed = ids.stream().filter(id -> !after.containsKey(id)).toList();
        if (!saved.isEmpty()) {
            projection.save(saved);
        }
        if (!removed.isEmpty()) {
            jdbc.sql("DELETE FROM %s WHERE id = ANY (?::uuid[])".formatted(projection.table()))
                    .param(removed.toArray(String[]::new))
                    .update();
        }
    }
}
