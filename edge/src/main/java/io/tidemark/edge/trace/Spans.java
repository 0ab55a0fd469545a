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
 * Starts spans of sampled traces. For other traces, and in a process without an exporter, there are no spans. The
 * parent of a span is always passed explicitly, because work moves between threads and processes.
 */
@Component
public class Spans {

    private final Tracer tracer;

    Spans(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
    }

    /** Starts a span under a parent; {@link Span#NOOP} if there is no span to start. */
    public Span begin(String name, @Nullable String traceparent) {
        return begin(name, Stream.ofNullable(traceparent));
    }

    /** Starts a span of work for several parents: under the first sampled one, with links to the others. */
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
