package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How the answer of a stream ends. A stream forgets all headers but {@code Transfer-Encoding} of the answer and {@code
 * Connection} of the request, since Reactor Netty reads no others when an answer ends. If this fails after an upgrade,
 * look for what it reads now (HttpServerOperations, HttpTrafficHandler), and keep that in BackpressuredResponse.
 */
@ExtendWith(SharedTidemark.class)
class StreamConnectionSpecTest {

    private static final int STREAMS_PER_USER = 5;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final RunningTidemark tidemark;
    private final Caller ann;
    private final List<StreamClient> others = new ArrayList<>();
    private Socket socket = new Socket();

    StreamConnectionSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @BeforeEach
    void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        others.forEach(StreamClient::close);
    }

    @Test
    void connection_serves_another_request_after_a_stream() throws IOException {
        var answers = send("/api/stream");
        readTo("event: sync", answers);
        endTheStream();
        readTo("0", answers);
        assertThat(answers.readLine()).isEmpty();
        assertThat(send("/api/saved-replies").readLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void connection_is_closed_after_a_stream_if_the_client_asked_for_that() throws IOException {
        var answers = send("/api/stream", "Connection: close");
        readTo("event: sync", answers);
        endTheStream();
        readTo("0", answers);
        assertThat(answers.readLine()).isEmpty();
        assertThat(answers.readLine()).isNull();
    }

    /** Opens as many others of the same user as one may have. */
    private void endTheStream() {
        for (int i = 0; i < STREAMS_PER_USER; i++) {
            others.add(new StreamClient(tidemark.port(), ann.token(), null));
        }
    }

    private BufferedReader send(String path, String... headers) throws IOException {
        var lines = new ArrayList<>(
                List.of("GET " + path + " HTTP/1.1", "Host: localhost", "Authorization: Bearer " + ann.token()));
        lines.addAll(List.of(headers));
        var request = String.join("\r\n", lines) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void readTo(String wanted, BufferedReader answers) throws IOException {
        for (var line = answers.readLine(); !wanted.equals(line); line = answers.readLine()) {
            assertThat(line).as("a line before %s", wanted).isNotNull();
        }
    }
}
