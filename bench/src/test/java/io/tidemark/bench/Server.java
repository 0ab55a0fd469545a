package io.tidemark.bench;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tidemark, both sides in one process, from its jar, on a real PostgreSQL. */
final class Server implements Target {

    private static final Path JAR = Path.of("..", "standalone", "target", "tidemark.jar");
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final Duration STARTUP = Duration.ofMinutes(15);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);
    private static final long TICKS_PER_SECOND = 100; // As everywhere on Linux.
    private static final String JAVA = Programs.ofServerJava("java");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** As the image runs it, as far as this Java knows of it. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseParallelGC",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=60",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseCompactObjectHeaders",
            "-Dio.netty.noUnsafe=false"); // What the image's option allows, in the words of any Java.

    private final String url;
    private final String name;
    private final TestProcess process;
    private final int port;
    private final Duration startup;

    private Server(String url, String name, List<String> launcher, List<String> settings)
            throws IOException, InterruptedException {
        this.url = url;
        this.name = name;
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.addAll(FLAGS);
        command.addAll(launcher);
        command.addAll(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + url,
                "--tidemark.data-dir=" + Files.createTempDirectory("tidemark-bench-"),
                "--tidemark.auth.token-lifetime=24h",
                "--tidemark.stream.lifetime=24h",
                "--tidemark.limits.commands-burst=10000000",
                "--tidemark.limits.reads-burst=10000000",
                "--tidemark.limits.searches-burst=10000000",
                "--tidemark.limits.uploads-burst=10000000",
                "--tidemark.limits.polls-burst=10000000",
                "--tidemark.limits.tokens-burst=10000000",
                "--tidemark.limits.unauthenticated-burst=10000000",
                "--tidemark.quotas.replies=1000000000",
                "--tidemark.quotas.businesses=1000000000",
                "--tidemark.quotas.products=1000000000",
                "--tidemark.quotas.sessions=1000000000",
                "--tidemark.http.max-connections-per-address=0",
                "--tidemark.stream.connections-per-user=100000"));
        command.addAll(settings);
        long begun = System.nanoTime();
        process = Launch.of(command).start();
        port = Integer.parseInt(process.awaitOutput(PORT, STARTUP));
        process.await(STARTUP, () -> isReady(port));
        startup = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** On a fresh database. */
    static Server start(String... settings) throws IOException, InterruptedException {
        return on(TestDatabase.create(), settings);
    }

    /** On a database that there is. */
    static Server on(String url, String... settings) throws IOException, InterruptedException {
        return new Server(url, "tidemark", List.of("-jar", JAR.toString()), List.of(settings));
    }

    /** On a database that there is, from what the jar was unpacked to. */
    static Server unpacked(Path jar, String url, String... flags) throws IOException, InterruptedException {
        var launcher = new ArrayList<>(List.of(flags));
        launcher.addAll(List.of("-jar", jar.toString()));
        return new Server(url, "tidemark", launcher, List.of());
    }

    /** Unpacks the jar to an empty directory, and returns what is to be started then. */
    static Path unpack(Path directory) {
        Launch.of(JAVA, "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", directory.toString())
                .run()
                .successfully();
        return directory.resolve(JAR.getFileName());
    }

    /** On a fresh database, with one of Axon's own event stores. */
    static Server withStock(String engine) throws IOException, InterruptedException {
        var launcher = List.of(
                "-Dloader.path=" + Path.of("target", "test-classes").toAbsolutePath(),
                "-Dloader.main=io.tidemark.standalone.Tidemark",
                "-cp",
                JAR.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
        var settings = List.of(
                "--spring.main.sources=io.tidemark.db.axon.StockEngine",
                "--bench.engine=" + engine,
                "--spring.jpa.database-platform=io.tidemark.db.axon.ByteaDialect",
                "--spring.flyway.locations=classpath:db/migration,classpath:stock");
        return new Server(TestDatabase.create(), "axon-" + engine, launcher, settings);
    }

    private static boolean isReady(int port) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(at(port, "/actuator/health/readiness")).build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode() == 200;
    }

    private static URI at(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    /** From its start until it was ready. */
    Duration startup() {
        return startup;
    }

    String url() {
        return url;
    }

    @Override
    public void settle() throws SQLException {
        Settled.database(url);
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public List<String> tokens(String prefix, int users) throws IOException, InterruptedException {
        var tokens = new ArrayList<String>();
        for (int user = 0; user < users; user++) {
            tokens.add(token("%s-%s".formatted(prefix, user)));
        }
        return tokens;
    }

    String token(String user, String... roles) throws IOException, InterruptedException {
        var quoted = java.util.stream.Stream.of(roles).map("\"%s\""::formatted).toList();
        return post("/api/auth/token", "", "{\"user\":\"%s\",\"roles\":[%s]}".formatted(user, String.join(",", quoted)))
                .get("access_token")
                .asString();
    }

    JsonNode post(String path, String token, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(port, path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return send(request, token);
    }

    JsonNode get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path)), token);
    }

    private static JsonNode send(HttpRequest.Builder request, String token) throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** What the process has of the machine's memory, in bytes; the database is not part of it. */
    long memory() throws IOException {
        return process.memory();
    }

    /** The processor time that it has had. */
    Duration processorTime() throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Makes it collect its garbage. */
    void collect() {
        Launch.of(Programs.ofServerJava("jcmd"), Long.toString(process.pid()), "GC.run")
                .run();
    }

    @Override
    public void close() throws IOException {
        process.stop(SHUTDOWN);
        Files.deleteIfExists(process.log());
    }
}
