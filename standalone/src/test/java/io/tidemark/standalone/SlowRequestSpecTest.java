package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that begin and do not come. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowRequestSpecTest {

    private static final int MOST_CONNECTIONS = 40;
    private static final int DRIPS = 60;
    private static final int CLOSED = -1;
    private static final Duration CEILING = Duration.ofSeconds(15);

    private final RunningTidemark tidemark = RunningTidemark.start(
            TestDatabase.create(),
            "tidemark.http.read-timeout=1s",
            "tidemark.http.max-connections=" + MOST_CONNECTIONS,
            "server.netty.idle-timeout=3s");

    @AfterAll
    void stop() {
        tidemark.close();
    }

    /** Without a token: whoever can connect could hold any number of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/sync/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 90\r\n\r\n{",
                "POST /api/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
            })
    void body_that_does_not_come_is_not_waited_for(String request) {
        assertThat(RawHttp.answer(tidemark.port(), request)).matches("(?s)|HTTP/1.1 408.*");
    }

    @Test
    void stream_is_no_request_that_has_yet_to_come() {
        var ann = tidemark.newUser();
        try (var stream = new StreamClient(tidemark.port(), ann.token(), null)) {
            await().during(Duration.ofMillis(4500)).until(() -> !stream.hasEnded());
        }
    }

    @Test
    void long_poll_is_no_request_that_has_yet_to_come() {
        var ann = tidemark.newUser();
        ann.get("/api/changes?wait=4").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /api/saved-repl", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: a"})
    void head_that_does_not_come_is_not_waited_for(String begun) throws IOException {
        try (var socket = connect()) {
            send(socket, begun);
            assertThat(socket.getInputStream().read()).isEqualTo(CLOSED);
        }
    }

    /** Each byte comes in time, but the head never does. */
    @Test
    void head_that_drips_is_not_waited_for() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Dripping: ");
            assertThatThrownBy(() -> drip(socket)).isInstanceOf(IOException.class);
        }
    }

    private static void drip(Socket socket) throws IOException {
        for (int nth = 0; nth < DRIPS; nth++) {
            send(socket, "a");
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    @Test
    void connection_that_is_kept_but_not_used_is_closed() throws IOException {
        try (var socket = connect()) {
            send(socket, "HEAD /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("connection: close");
        }
    }

    @Test
    void connections_above_the_cap_are_refused_and_those_that_are_open_go_on() throws IOException {
        var ann = tidemark.newUser();
        var before = ann.creates("before");
        var opened = new ArrayList<Socket>();
        try {
            for (int nth = 0; nth < MOST_CONNECTIONS; nth++) {
                opened.add(connect());
            }
            // Which of two event loops counts first is a matter of chance.
            await().ignoreExceptionsInstanceOf(IOException.class).until(() -> get().status() == 503);
            assertThat(get().body()).contains("\"code\":\"busy\"");
            ann.patch(before.location(), "{\"title\":\"after\"}").is(200);
        } finally {
            for (var socket : opened) {
                socket.close();
            }
        }
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> get().status() == 200);
    }

    private RawAnswer get() throws IOException {
        return RawAnswer.to(tidemark.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
        socket.setSoTimeout((int) CEILING.toMillis());
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
