package io.tidemark.query.projector;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.trace.Spans;
import io.tidemark.query.projection.RecordedEvent;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Gives each batch that projects an event of a sampled trace a span; but not when history is projected again. */
@Component
class BatchSpans {

    private final Spans spans;
    private final HighWaterMark feedHighWaterMark;

    BatchSpans(Spans spans, @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark) {
        this.spans = spans;
        this.feedHighWaterMark = feedHighWaterMark;
    }

    /** Begins the batch's span, which ends with its unit of work. */
    void follow(UnitOfWork<?> unit, List<TrackedEventMessage<?>> batch) {
        var span = spans.begin(
                "project",
                batch.stream()
                        .filter(message -> RecordedEvent.positionOf(message) > feedHighWaterMark.position())
                        .map(message -> (String) message.getMetaData().get(EventMetaData.TRACEPARENT))
                        .filter(Objects::nonNull));
        if (span.isNoop()) {
            return;
        }
        span.tag("tidemark.events", batch.size());
        unit.onCleanup(done -> {
            var result = done.getExecutionResult();
            if (result != null && result.isExceptionResult()) {
                span.error(result.getExceptionResult());
            }
            span.end();
        });
    }
}
