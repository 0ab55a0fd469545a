package io.tidemark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How a client asks for its stream. */
public record StreamRequest(int port, String path, List<String> headers, String query, int receiveBuffer) {

    private static final int DEFAULT_BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 15_000;

    static StreamRequest to(int port, String token) {
        return new StreamRequest(port, "/api/stream", List.of("Authorization: Bearer " + token), "", DEFAULT_BUFFER);
    }

    public StreamRequest withoutToken() {
        return new StreamRequest(port, path, List.of("Accept-Language: en"), query, receiveBuffer);
    }

    /** Resumes from a cursor, as a browser does. */
    public StreamRequest from(String cursor) {
        return withHeader("Last-Event-ID: " + cursor);
    }

    public StreamRequest withHeader(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new StreamRequest(port, path, more, query, receiveBuffer);
    }

    public StreamRequest withQuery(String text) {
        return new StreamRequest(port, path, headers, "?" + text, receiveBuffer);
    }

    /** Asks for another stream than a user's own. */
    public StreamRequest at(String otherPath) {
        return new StreamRequest(port, otherPath, headers, query, receiveBuffer);
    }

    /** Lets the kernel hold only so much of what the client has not read. */
    public StreamRequest withReceiveBuffer(int bytes) {
        return new StreamRequest(port, path, headers, query, bytes);
    }

    /** Connects; what the server sends is read as it is asked for. */
    public SseClient open() {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout(TIMEOUT_MILLIS);
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
