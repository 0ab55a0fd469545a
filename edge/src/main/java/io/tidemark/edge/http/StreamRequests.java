package io.tidemark.edge.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells the requests whose answer is a stream, which lasts. */
public final class StreamRequests {

    private StreamRequests() {}

    /** By its path, or because it accepts one. */
    public static boolean isOne(ServerHttpRequest request) {
        var accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        boolean accepts = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return accepts || request.getPath().value().endsWith("/stream");
    }
}
