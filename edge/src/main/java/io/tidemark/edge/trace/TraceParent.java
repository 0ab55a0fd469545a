package io.tidemark.edge.trace;

import io.micrometer.tracing.Span;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A place in a trace, as W3C Trace Context writes it in the header {@code traceparent}.
 *
 * @param flags two hexadecimal digits, of which the last bit says whether the trace is sampled
 */
public record TraceParent(String traceId, String spanId, String flags) {

    static final String HEADER = "traceparent";

    /** A later version than 00 may have more at its end; what is known of it is in its place. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff|00.{53}-)[0-9a-f]{2}" + "-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private static final String SAMPLED = "01";

    /** The one that a request names; null if it names none, or not one, which is to be ignored. */
    public static @Nullable TraceParent in(HttpHeaders headers) {
        var named = headers.getOrEmpty(HEADER);
        return named.size() == 1 ? parse(named.get(0)) : null;
    }

    static @Nullable TraceParent parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? new TraceParent(matcher.group(1), matcher.group(2), matcher.group(3)) : null;
    }

    /** The place of a span, which is sampled: of others there are none. */
    public static TraceParent of(Span span) {
        return new TraceParent(span.context().traceId(), span.context().spanId(), SAMPLED);
    }

    boolean isSampled() {
        return (Integer.parseInt(flags, 16) & 1) == 1;
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return "00-%s-%s-%s".formatted(traceId, spanId, flags);
    }
}
