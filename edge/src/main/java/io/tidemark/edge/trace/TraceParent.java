package io.tidemark.edge.trace;

import io.micrometer.tracing.Span;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The parent span of a request, in the header {@code traceparent} of W3C Trace Context.
 *
 * @param flags two hexadecimal digits, of which the last bit says whether the trace is sampled
 */
public record TraceParent(String traceId, String spanId, String flags) {

    static final String HEADER = "traceparent";

    /** Later versions than 00 may have more fields at the end. The known fields are at the same places. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff|00.{53}-)[0-9a-f]{2}" + "-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private static final String SAMPLED = "01";

    /** The parent that a request names; null if there is none or if it is not valid, which is to be ignored. */
    public static @Nullable TraceParent in(HttpHeaders headers) {
        var named = headers.getOrEmpty(HEADER);
        return named.size() == 1 ? parse(named.get(0)) : null;
    }

    static @Nullable TraceParent parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? new TraceParent(matcher.group(1), matcher.group(2), matcher.group(3)) : null;
    }

    /** The {@code traceparent} of a span. It is sampled: there are no other spans. */
    public static TraceParent of(Span span) {
        return new TraceParent(span.context().traceId(), span.context().spanId(), SAMPLED);
    }

    boolean isSampled() {
        return (Integer.parseInt(flags, 16) & 1) == 1;
    }

    /** The text of the header. */
    @Override
    public String toString() {
        return "00-%s-%s-%s".formatted(traceId, spanId, flags);
    }
}
