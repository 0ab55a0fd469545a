package io.tidemark.standalone;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proxy that stands before several nodes, with the configuration that it has there, but without TLS. */
final class CaddyProxy implements AutoCloseable {

    private final Process process;
    private final URI address;

    private CaddyProxy(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Where Caddy is installed, if it is. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "caddy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static CaddyProxy start(Path caddy, List<Integer> commandSides, List<Integer> querySides) throws IOException {
        var address = URI.create("http://localhost:" + freePort());
        var builder =
                new ProcessBuilder(caddy.toString(), "run", "--config", "../proxy/Caddyfile", "--adapter", "caddyfile");
        builder.environment().put("TIDEMARK_SITE", address.toString());
        builder.environment().put("TIDEMARK_COMMAND_NODES", nodes(commandSides));
        builder.environment().put("TIDEMARK_QUERY_NODES", nodes(querySides));
        builder.environment().put("TIDEMARK_PAGE", "src/main/resources/static");
        builder.redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("caddy-", ".log").toFile());
        return new CaddyProxy(builder.start(), address);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String nodes(List<Integer> ports) {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(" "));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
