package io.tidemark.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The body of one chunked HTTP response. It reads from the socket only when a caller asks for more. */
final class HttpBody {

    private final InputStream in;
    private int status;
    private final Map<String, String> headers = new HashMap<>();
    private long leftInChunk;
    private boolean ended;

    HttpBody(InputStream in) {
        this.in = in;
    }

    int status() throws IOException {
        readHead();
        return status;
    }

    Map<String, String> headers() throws IOException {
        readHead();
        return headers;
    }

    private void readHead() throws IOException {
        if (status > 0) {
            return;
        }
        status = Integer.parseInt(rawLine().split(" ", 3)[1]);
        for (var line = rawLine(); !line.isEmpty(); line = rawLine()) {
            var header = line.split(": ", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
    }

    private String rawLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within the head or a chunk");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** That many bytes, or fewer at the end of the body. */
    byte[] bytes(int number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            bytes.write(next);
            if (bytes.size() >= number) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    private int read() throws IOException {
        readHead();
        if (leftInChunk == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        leftInChunk--;
        if (leftInChunk == 0) {
            rawLine();
        }
        return next;
    }

    private void nextChunk() throws IOException {
        leftInChunk = Long.parseLong(rawLine(), 16);
        ended = leftInChunk == 0;
    }

    /** The next line without its line end; none at the end of the body. An incomplete last line is dropped. */
    Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = read(); next >= 0; next = read()) {
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        return Optional.empty();
    }
}
