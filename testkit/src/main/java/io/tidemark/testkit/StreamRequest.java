package io.tidemark.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for a stream.
 *
 * @param receiveBuffer size of the socket's receive buffer in bytes
 * @param timeoutMillis how long a read may wait for data; 0 for no limit
 */
public record StreamRequest(
        int port, String path, List<String> headers, String query, int receiveBuffer, int timeoutMillis) {

    private static final int DEFAULT_BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 15_000;

    public static StreamRequest to(int port, String token) {
        var headers = List.of("Authorization: Bearer " + token);
        return new StreamRequest(port, "/api/stream", headers, "", DEFAULT_BUFFER, TIMEOUT_MILLIS);
    }

    public StreamRequest withoutToken() {
        return new StreamRequest(port, path, List.of("Accept-Language: en"), query, receiveBuffer, timeoutMillis);
    }

    /** Resumes from a cursor, as a browser does. */
    public StreamRequest from(String cursor) {
        return withHeader("Last-Event-ID: " + cursor);
    }

    public StreamRequest withHeader(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new StreamRequest(port, path, more, query, receiveBuffer, timeoutMillis);
    }

    public StreamRequest withQuery(String text) {
        return new StreamRequest(port, path, headers, "?" + text, receiveBuffer, timeoutMillis);
    }

    /** Requests another stream instead of the user's own. */
    public StreamRequest at(String otherPath) {
        return new StreamRequest(port, otherPath, headers, query, receiveBuffer, timeoutMillis);
    }

    /** Limits how many unread bytes the kernel holds for the client. */
    public StreamRequest withReceiveBuffer(int bytes) {
        return new StreamRequest(port, path, headers, query, bytes, timeoutMillis);
    }

    /** Lets each read wait for ever. */
    public StreamRequest withoutTimeout() {
        return new StreamRequest(port, path, headers, query, receiveBuffer, 0);
    }

    /** Connects and sends the request. */
    public SseClient open() {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout(timeoutMillis);
            socket.connect(new InetSocketAddress("localhost", port));
            socket.getOutputStream().write(asText().getBytes(StandardCharsets.ISO_8859_1));
            return new SseClient(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String asText() {
        return "GET %s%s HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n%s\r\n\r\n"
                .formatted(path, query, String.join("\r\n", headers));
    }
}
