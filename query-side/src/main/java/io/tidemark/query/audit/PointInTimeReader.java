package io.tidemark.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.db.log.Epoch;
import io.tidemark.events.DomainEvent;
import io.tidemark.query.feed.store.Feed;
import io.tidemark.query.projection.EventNames;
import io.tidemark.query.projection.Projection;
import io.tidemark.query.read.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes the state of a resource at a time from its events, with the code of the projection. */
@Component
class PointInTimeReader {

    private final AuditLog log;
    private final AuditRanges ranges;
    private final AuditEntries entries;
    private final EventNames names;
    private final Feed feed;
    private final Epoch epoch;
    private final int pageEvents;

    PointInTimeReader(
            AuditLog log,
            AuditRanges ranges,
            AuditEntries entries,
            EventNames names,
            Feed feed,
            Epoch epoch,
            AuditTuning tuning) {
        this.log = log;
        this.ranges = ranges;
        this.entries = entries;
        this.names = names;
        this.feed = feed;
        this.epoch = epoch;
        this.pageEvents = tuning.pageEvents();
    }

    /**
     * The state of a resource at a time.
     *
     * @param state the row of the read model; null if the resource was deleted by then
     * @param cursor the cursor of its last event until then
     */
    record PastState(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object state,

            long version,
            String cursor) {}

    /** The state at a cursor or a time; empty if the resource did not exist yet. */
    Optional<PastState> of(String kind, String aggregate, String asOf) {
        var projection = Objects.requireNonNull(names.projectionOf(kind));
        return asOf.contains(":")
                ? fold(
                        projection,
                        upTo(aggregate, Times.parse("asOf", "as-of.invalid", asOf)),
                        feed.state().head())
                : fold(projection, AuditFilter.about(aggregate), ranges.position(asOf));
    }

    /** Includes events recorded at exactly that time. The log has microseconds. */
    private static AuditFilter upTo(String aggregate, Instant time) {
        var end = time.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return new AuditFilter(aggregate, Set.of(), null, null, null, end);
    }

    private <E extends DomainEvent, V> Optional<PastState> fold(
            Projection<E, V> projection, AuditFilter filter, long upTo) {
        @Nullable V row = null;
        @Nullable LoggedEvent last = null;
        for (long after = 0; after < upTo; ) {
            var page = log.readInTime(filter, after, upTo, pageEvents);
            for (var event : entries.recorded(page.events())) {
                row = projection.fold(row, event.as(projection.events()));
            }
            last = page.events().isEmpty()
                    ? last
                    : page.events().get(page.events().size() - 1);
            after = page.reached();
        }
        return Optional.ofNullable(last == null ? null : state(row, last));
    }

    private PastState state(@Nullable Object row, LoggedEvent last) {
        return new PastState(row, last.version(), epoch.at(last.position()).toString());
    }
}
