package io.tidemark.testkit;

import io.tidemark.testkit.TcpProxy.Fate;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** One connection through the proxy: a client's socket and the proxy's socket to the server. */
final class ProxiedConnection {

    private static final int BUFFER = 16_384;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;

    ProxiedConnection(TcpProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    int upstreamPort() {
        return server.getLocalPort();
    }

    void forwardRequests() throws IOException, InterruptedException {
        forward(client, server, false);
    }

    void forwardAnswers() throws IOException, InterruptedException {
        forward(server, client, true);
    }

    private void forward(Socket from, Socket to, boolean answers) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                var fate = proxy.fate(this, answers);
                if (fate == Fate.CONNECTION_CLOSED) {
                    return;
                }
                if (fate == Fate.DELAYED) {
                    TimeUnit.MILLISECONDS.sleep(TcpProxy.DELAY.toMillis());
                }
                if (fate != Fate.LOST) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        }
    }

    void cut() {
        close(client);
        close(server);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // The connection has ended, as intended.
        }
    }
}
