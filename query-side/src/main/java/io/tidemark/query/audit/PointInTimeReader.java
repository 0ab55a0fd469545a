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

/** Folds how a thing stood at a time from what had happened to it, by the code that keeps the read model. */
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
     * How a thing stood at a time.
     *
     * @param state the row that shows it; null when it was deleted by then
     * @param cursor that of the last thing that had happened to it
     */
    record PastState(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Object state,

            long version,
            String cursor) {}

    /** Its state at a cursor or a time; empty if there was nothing yet. */
    Optional<PastState> of(String kind, String aggregate, String asOf) {
        var projection = Objects.requireNonNull(names.projectionOf(kind));
        return asOf.contains(":")
                ? fold(
                        projection,
                        upTo(aggregate, Times.parse("asOf", "as-of.invalid", asOf)),
                        feed.state().head())
                : fold(projection, AuditFilter.about(aggregate), ranges.position(asOf));
    }

    /** What was recorded at that very time had happened by then; the log knows microseconds. */
    private static AuditFilter upTo(String aggregate, Instant time) {
        var end = time.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        return new AuditFilter(aggregate, Set.of(), null, null, null, end);
    }

    private <E extends DomainEvent, V> Optional<PastState> fold(
            Projection<E, V> projection, AuditFilter filter, long upTo) {
        @Nullable V row = null;
        @Nullable LoggedEvent last = null;
        for (long after = 0; after < upTo; ) {
            var page = log.read(filter, after, upTo, pageEvents);
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
