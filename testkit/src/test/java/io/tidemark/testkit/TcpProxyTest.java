package io.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.TcpProxy.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The server behind the proxy answers each byte with the same byte. */
@Timeout(20)
class TcpProxyTest {

    private static final int SHORT_MILLIS = 100;
    private static final int LONG_MILLIS = 10_000;
    private static final int END = -1;

    private final ServerSocket server = echoServer();
    private final TcpProxy proxy = new TcpProxy("jdbc:postgresql://localhost:%s/name".formatted(server.getLocalPort()));

    private static ServerSocket echoServer() {
        try {
            var entrance = new ServerSocket(0);
            start(() -> {
                while (true) {
                    var socket = entrance.accept();
                    start(() -> echo(socket));
                }
            });
            return entrance;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void echo(Socket socket) throws IOException {
        try (socket) {
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                socket.getOutputStream().write(read);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        var thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        var address = URI.create(proxy.url().replace("jdbc:", ""));
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static int answer(Socket socket, int request) throws IOException {
        socket.getOutputStream().write(request);
        return socket.getInputStream().read();
    }

    private static void assertThatNothingArrives(Socket socket) throws IOException {
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(LONG_MILLIS);
    }

    @Test
    void data_passes_in_both_directions() throws IOException {
        assertThat(proxy.url()).startsWith("jdbc:postgresql://127.0.0.1:").endsWith("/name");
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
        }
    }

    @Test
    void cut_ends_open_connections_and_refuses_new_ones_until_it_is_mended() throws IOException {
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.inject(Fault.CUT);
            assertThat(client.getInputStream().read()).isEqualTo(END);
        }
        try (var refused = connect()) {
            assertThat(refused.getInputStream().read()).isEqualTo(END);
        }
        proxy.mend();
        try (var client = connect()) {
            assertThat(answer(client, 2)).isEqualTo(2);
        }
    }

    @Test
    void silence_holds_data_back_until_it_is_mended() throws IOException {
        try (var client = connect()) {
            proxy.inject(Fault.SILENT);
            client.getOutputStream().write(1);
            assertThatNothingArrives(client);
            proxy.mend();
            assertThat(client.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void black_hole_loses_data_and_keeps_connections() throws IOException {
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.inject(Fault.BLACK_HOLE);
            assertThat(proxy.hasLostData()).isFalse();
            client.getOutputStream().write(2);
            assertThatNothingArrives(client);
            assertThat(proxy.hasLostData()).isTrue();
            proxy.mend();
            assertThat(answer(client, 3)).isEqualTo(3);
        }
    }

    @Test
    void severed_connections_lose_data_for_ever_and_new_ones_work() throws IOException {
        try (var before = connect()) {
            assertThat(answer(before, 1)).isEqualTo(1);
            proxy.inject(Fault.SEVERED);
            before.getOutputStream().write(2);
            assertThatNothingArrives(before);
            proxy.mend();
            before.getOutputStream().write(3);
            assertThatNothingArrives(before);
        }
        try (var later = connect()) {
            assertThat(answer(later, 4)).isEqualTo(4);
        }
    }

    @Test
    void slow_data_arrives_late() throws IOException {
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.inject(Fault.SLOW);
            long start = System.nanoTime();
            assertThat(answer(client, 2)).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(TcpProxy.DELAY.multipliedBy(2));
        }
    }

    @Test
    void lost_answers_end_the_connection_that_many_times() throws IOException {
        proxy.loseAnswers(2);
        for (int left = 1; left >= 0; left--) {
            try (var client = connect()) {
                assertThat(answer(client, 1)).isEqualTo(END);
                assertThat(proxy.answersStillToLose()).isEqualTo(left);
            }
        }
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
        }
    }

    @Test
    void connection_is_cut_once_after_that_many_requests() throws IOException {
        proxy.cutAfter(1);
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            assertThat(answer(client, 2)).isEqualTo(END);
        }
        try (var client = connect()) {
            assertThat(answer(client, 3)).isEqualTo(3);
            assertThat(answer(client, 4)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "CUT")
    void closing_it_ends_every_connection(Fault fault) throws IOException {
        try (var client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.inject(fault);
            proxy.close();
            assertThat(client.getInputStream().read()).isEqualTo(END);
        }
    }
}
