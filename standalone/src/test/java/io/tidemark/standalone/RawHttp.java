package io.tidemark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends what no HTTP library would: bytes as they are, each character one of them. */
final class RawHttp {

    private static final Duration CEILING = Duration.ofSeconds(20);

    private RawHttp() {}

    /** The status that the bytes are answered with. */
    static int status(int port, String bytes) {
        return Integer.parseInt(answer(port, bytes).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** The first line and whatever came with it. */
    static String answer(int port, String bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) CEILING.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            var buffer = new byte[64 * 1024];
            int length = socket.getInputStream().read(buffer);
            return new String(buffer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Everything that is answered until the server closes the connection. */
    static String wholeAnswer(int port, String bytes) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) CEILING.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
