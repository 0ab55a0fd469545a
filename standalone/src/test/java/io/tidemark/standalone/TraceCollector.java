package io.tidemark.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OTLP endpoint: keeps the spans that it is sent. */
final class TraceCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final int ANY_PORT = 0;
    private static final int OK = 200;
    private static final int NO_BODY = -1;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * A span as it was sent.
     *
     * @param failed whether it says that what it is about failed
     */
    record Span(String name, String traceId, String id, String parent, boolean failed) {

        private static final int ERROR = 2;

        private static Span read(ProtoMessage span) {
            return new Span(
                    span.text(5), hex(span.bytes(1)), hex(span.bytes(2)), hex(span.bytes(4)), status(span) == ERROR);
        }

        private static long status(ProtoMessage span) {
            return span.messages(15).stream()
                    .mapToLong(status -> status.number(3))
                    .sum();
        }

        private static String hex(byte[] id) {
            return HexFormat.of().formatHex(id);
        }
    }

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT);
            var collector = new TraceCollector(HttpServer.create(address, ANY_PORT));
            collector.server.createContext(PATH, collector::take);
            collector.server.start();
            return collector;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ProtoMessage.parse(exchange.getRequestBody().readAllBytes()).messages(1).stream()
                    .flatMap(resource -> resource.messages(2).stream())
                    .flatMap(scope -> scope.messages(2).stream())
                    .map(Span::read)
                    .forEach(spans::add);
            exchange.sendResponseHeaders(OK, NO_BODY);
        }
    }

    String address() {
        return "http://localhost:%s%s".formatted(server.getAddress().getPort(), PATH);
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Span> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
