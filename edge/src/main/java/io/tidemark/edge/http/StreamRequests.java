package io.tidemark.edge.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Recognizes requests for streams. */
public final class StreamRequests {

    private StreamRequests() {}

    /** By its path or its {@code Accept} header. */
    public static boolean isOne(ServerHttpRequest request) {
        var accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        boolean accepts = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return accepts || request.getPath().value().endsWith("/stream");
    }
}
