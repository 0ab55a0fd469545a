package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** A server for tests, which log in as its superuser. */
public final class TestServer implements AutoCloseable {

    static final String SUPERUSER_LOGIN = "ALTER ROLE postgres PASSWORD '%s';\n\n";

    private static final ServerKind LIKE_TIDEMARK_S = new ServerKind(
            ServerKind.TIDEMARK.archives(),
            ServerKind.TIDEMARK.locale(),
            ServerKind.TIDEMARK.settings(),
            Cluster.SUPERUSER,
            SUPERUSER_LOGIN);

    private final EmbeddedServer server;

    private TestServer(EmbeddedServer server) {
        this.server = server;
    }

    /** Starts a server with the settings of Tidemark's own. */
    public static TestServer start(Path directory, Path binaries) {
        return start(directory, binaries, LIKE_TIDEMARK_S);
    }

    /** Starts a server as Tidemark does, with the role that Tidemark has. */
    public static TestServer startAsTidemark(Path directory, Path binaries) {
        return start(directory, binaries, ServerKind.TIDEMARK);
    }

    /** Starts a server of another release. */
    static TestServer start(Path directory, Path binaries, PgBinaryResolver archives, List<String> settings) {
        var locale = List.of("--locale=C");
        return start(
                directory, binaries, new ServerKind(archives, locale, settings, Cluster.SUPERUSER, SUPERUSER_LOGIN));
    }

    private static TestServer start(Path directory, Path binaries, ServerKind kind) {
        return new TestServer(EmbeddedServer.start(directory, binaries, kind, new SecureRandom()));
    }

    /** The JDBC address of a database, with the name and the password of the role in it. */
    public String url(String database) {
        return url(server.port(), database);
    }

    /** The same by way of another port. */
    public String url(int port, String database) {
        return "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
                .formatted(EmbeddedServer.HOST, port, database, server.user(), server.password());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
