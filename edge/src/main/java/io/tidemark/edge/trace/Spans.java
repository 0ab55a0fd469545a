package io.tidemark.edge.trace;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Begins the spans of sampled traces. Of others, and in a process that sends its traces nowhere, there are none. A span's
 * parent is told, never found: work goes from thread to thread here, and from process to process.
 */
@Component
public class Spans {

    private final Tracer tracer;

    Spans(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    }

    /** Begins a span under a place in a trace; {@link Span#NOOP} where there is none to begin. */
    public Span begin(String name, @Nullable String traceparent) {
        return begin(name, Stream.ofNullable(traceparent));
    }

    /** Begins the span of what is done for several at once: under the first that is sampled, linked to the others. */
    public Span begin(String name, Stream<String> traceparents) {
        if (tracer == Tracer.NOOP) {
            return Span.NOOP;
        }
        var places = traceparents
                .distinct()
                .map(text -> Optional.ofNullable(TraceParent.parse(text)))
                .flatMap(Optional::stream)
                .filter(TraceParent::isSampled)
                .map(this::context)
                .toList();
        if (places.isEmpty()) {
            return Span.NOOP;
        }
        var span = tracer.spanBuilder().name(name).setParent(places.get(0));
        places.stream().skip(1).forEach(place -> span.addLink(new Link(place)));
        return span.start();
    }

    private TraceContext context(TraceParent place) {
        return tracer.traceContextBuilder()
                .traceId(place.traceId())
                .spanId(place.spanId())
                .sampled(true)
                .build();
    }
}
