package io.tidemark.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class SpansTest {

    private static final String A = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
    private static final String B = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";

    private final List<SpanData> ended = new ArrayList<>();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void span_is_under_the_place_that_it_is_begun_at() {
        tracing().begin("work", "00-" + A + "-01").end();
        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("work");
            assertThat(span.getTraceId() + "-" + span.getParentSpanId()).isEqualTo(A);
            assertThat(span.getLinks()).isEmpty();
        });
    }

    @Test
    void span_for_several_is_under_the_first_that_is_sampled_and_linked_to_the_others() {
        var places = Stream.of("00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-00", "x", "00-" + A + "-01");
        tracing()
                .begin("work", Stream.concat(places, Stream.of("00-" + A + "-01", "00-" + B + "-01")))
                .end();
        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getTraceId() + "-" + span.getParentSpanId()).isEqualTo(A);
            assertThat(span.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .extracting(linked -> linked.getTraceId() + "-" + linked.getSpanId())
                    .containsExactly(B);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-" + A + "-00", "00-" + A + "-02"})
    void nothing_is_begun_where_nothing_is_sampled(String traceparent) {
        assertThat(tracing().begin("work", traceparent)).isSameAs(Span.NOOP);
        assertThat(tracing().begin("work", Stream.of(traceparent))).isSameAs(Span.NOOP);
    }

    @Test
    void nothing_is_begun_without_a_place() {
        assertThat(tracing().begin("work", (String) null)).isSameAs(Span.NOOP);
    }

    @Test
    void nothing_is_begun_while_traces_are_sent_nowhere() {
        var spans = new Spans(beans.getBeanProvider(Tracer.class));
        assertThat(spans.begin("work", "00-" + A + "-01")).isSameAs(Span.NOOP);
    }

    private Spans tracing() {
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                .build();
        beans.addBean("tracer", new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {}));
        return new Spans(beans.getBeanProvider(Tracer.class));
    }
}
