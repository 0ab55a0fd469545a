package io.tidemark.standalone;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The proxy that stands before several nodes, with the configuration that it has there, but without TLS. */
final class CaddyProxy implements AutoCloseable {

    private final TestProcess process;
    private final URI address;

    private CaddyProxy(TestProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    static CaddyProxy start(Path caddy, List<Integer> commandSides, List<Integer> querySides) {
        return start(caddy, "http://localhost", commandSides, querySides);
    }

    /** With a site of the form {@code scheme://host}. */
    static CaddyProxy start(Path caddy, String site, List<Integer> commandSides, List<Integer> querySides) {
        var address = URI.create(site + ":" + Programs.freePort());
        var process = Launch.of(caddy.toString(), "run", "--config", "../proxy/Caddyfile", "--adapter", "caddyfile")
                .with("TIDEMARK_SITE", address.toString())
                .with("TIDEMARK_COMMAND_NODES", nodes(commandSides))
                .with("TIDEMARK_QUERY_NODES", nodes(querySides))
                .with("TIDEMARK_PAGE", "src/main/resources/static")
                .with("TIDEMARK_HTTP_PORT", Integer.toString(Programs.freePort()))
                .with(
                        "XDG_DATA_HOME",
                        Path.of("target", "caddy").toAbsolutePath().toString())
                .start();
        return new CaddyProxy(process, address);
    }

    private static String nodes(List<Integer> ports) {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(" "));
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
