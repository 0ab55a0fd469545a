package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection that is kept alive is answered on each time, whatever was refused on it before. */
@ExtendWith(SharedTidemark.class)
class KeepAliveSpecTest {

    private static final int ROUNDS = 400;
    private static final int CONNECTIONS = 300;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final RunningTidemark tidemark;
    private final Caller ann;

    KeepAliveSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @Test
    void requests_right_behind_an_answer_are_answered() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
                var answers = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(exchange(socket, answers, request("GET", ""))).contains("200");
                assertThat(exchange(socket, answers, request("PUT", "{}"))).contains("405");
            }
        }
    }

    /** Reactor Netty 1.3.7 stopped reading from every tenth connection or so behind one of these files. */
    @Tag("slow")
    @Test
    void requests_behind_files_and_images_are_answered() throws IOException {
        var shop = Shop.of(tidemark, "Keeper");
        var image = shop.upload(Multipart.image(Picture.png(1))).is(200).text("imageUrl");
        var paths = List.of("/", "/app.js", image, REPLIES, "/style.css", REPLIES, image, "/", REPLIES);
        for (int nth = 0; nth < CONNECTIONS; nth++) {
            assertThat(statuses(paths, shop.owner().token()))
                    .as("on connection %s", nth)
                    .allMatch("HTTP/1.1 200 OK"::equals);
        }
    }

    /** The status lines of the answers on one connection, each asked for behind the one before. */
    private List<String> statuses(List<String> paths, String token) throws IOException {
        var statuses = new ArrayList<String>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
                var answers = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            for (var path : paths) {
                var head =
                        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, token);
                statuses.add(exchange(socket, answers, head));
            }
        }
        return statuses;
    }

    private String request(String method, String body) {
        return """
                %s %s?limit=1 HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %s\r
                \r
                %s""".formatted(method, REPLIES, ann.token(), body.length(), body);
    }

    /** Returns the status line. */
    private static String exchange(Socket socket, BufferedReader answers, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var status = answers.readLine();
        int length = 0;
        for (var line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return String.valueOf(status);
    }
}
