package io.tidemark.edge.http;

import io.tidemark.edge.json.WireText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The id of the last frame that a client has received: the header {@code Last-Event-ID}, or the parameter {@code
 * lastEventId} for clients that cannot send the header. Clients that reconnect may append one more each time, so the
 * last one counts.
 *
 * <p>An id that is not valid text is replaced by an id that no stream has. Otherwise the answer would be 400, and an
 * {@code EventSource} never reconnects after that.
 */
@Component
public final class LastEventId implements HttpHandlerDecoratorFactory {

    private static final String HEADER = "Last-Event-ID";
    private static final String PARAMETER = "lastEventId";
    private static final String UNREADABLE = "unreadable";
    private static final Pattern IN_QUERY = Pattern.compile("(?<![^&])" + PARAMETER + "=([^&]*)");
    private static final Pattern COMMA = Pattern.compile(",");

    /** The client's id; null if it sent none or only empty ones. */
    public static @Nullable String of(ServerHttpRequest request) {
        var header = last(request.getHeaders().getOrEmpty(HEADER).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip));
        return header != null
                ? header
                : last(request.getQueryParams().getOrDefault(PARAMETER, List.of()).stream()
                        .filter(Objects::nonNull));
    }

    private static @Nullable String last(Stream<String> ids) {
        return ids.filter(id -> !id.isEmpty()).reduce((earlier, later) -> later).orElse(null);
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(readableQuery(readableHeader(request)), response);
    }

    private static ServerHttpRequest readableHeader(ServerHttpRequest request) {
        var ids = request.getHeaders().getOrEmpty(HEADER);
        return ids.stream().allMatch(WireText::isPrintableAscii)
                ? request
                : request.mutate().headers(LastEventId::replaceUnreadable).build();
    }

    private static void replaceUnreadable(HttpHeaders headers) {
        var ids = headers.getOrEmpty(HEADER).stream()
                .map(id -> WireText.isPrintableAscii(id) ? id : UNREADABLE)
                .toList();
        headers.put(HEADER, ids);
    }

    private static ServerHttpRequest readableQuery(ServerHttpRequest request) {
        var query = request.getURI().getRawQuery();
        if (query == null || !query.contains(PARAMETER) || !StreamRequests.isOne(request)) {
            return request;
        }
        var readable = IN_QUERY.matcher(query).replaceAll(LastEventId::readable);
        return readable.equals(query)
                ? request
                : request.mutate().uri(withQuery(request.getURI(), readable)).build();
    }

    private static String readable(MatchResult parameter) {
        var id = URLDecoder.decode(parameter.group(1), StandardCharsets.ISO_8859_1);
        return Matcher.quoteReplacement(
                WireText.isPrintableAscii(id) ? parameter.group() : PARAMETER + "=" + UNREADABLE);
    }

    private static URI withQuery(URI address, String query) {
        var text = address.toString();
        return URI.create(text.substring(0, text.indexOf('?') + 1) + query);
    }
}
