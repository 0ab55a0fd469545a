package io.tidemark.edge.limit.rate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.StringUtils;

/** The kinds of requests, each with a rate of its own. */
public enum RequestKind {
    COMMANDS,
    READS,
    SEARCHES,
    UPLOADS,
    /** Long polls, and the opening of streams. */
    POLLS,
    TOKENS,
    /** Requests that were answered 401. */
    UNAUTHENTICATED;

    private static final String API = "/api/";
    private static final String POLL = "/api/changes";
    private static final String STREAM = "/stream";
    private static final String TOKEN = "/api/auth/token";
    private static final String IMAGE = "/image";
    private static final String SEARCH = "q";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** The name in a text and in a meter. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a request; null if its rate is not limited, as for health checks and the files of the page. */
    static @Nullable RequestKind of(ServerHttpRequest request) {
        var path = decoded(request.getPath().value());
        if (!path.startsWith(API)) {
            return null;
        }
        return READING.contains(request.getMethod()) ? ofRead(request, path) : ofCommand(path);
    }

    private static RequestKind ofRead(ServerHttpRequest request, String path) {
        if (path.equals(POLL) || isStream(request, path)) {
            return POLLS;
        }
        return request.getURI().getRawQuery() != null
                        && request.getQueryParams().containsKey(SEARCH)
                ? SEARCHES
                : READS;
    }

    private static boolean isStream(ServerHttpRequest request, String path) {
        var accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        return path.endsWith(STREAM) || (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }

    private static RequestKind ofCommand(String path) {
        if (path.equals(TOKEN)) {
            return TOKENS;
        }
        return path.endsWith(IMAGE) ? UPLOADS : COMMANDS;
    }

    /** As the controllers match it, so that an encoded character makes no difference. */
    private static String decoded(String path) {
        return path.indexOf('%') < 0 ? path : StringUtils.uriDecode(path, StandardCharsets.UTF_8);
    }
}
