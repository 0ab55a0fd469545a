package io.tidemark.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.tidemark.command.CommandSide;
import io.tidemark.db.TestDatabase;
import io.tidemark.query.QuerySide;
import io.tidemark.query.stream.ClientStreams;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.SseFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes of each side behind the proxy. */
@Tag("slow")
class SeveralNodesIT {

    private static final Duration CEILING = Duration.ofSeconds(30);
    private static final int LARGEST = 5_900_000;
    private static final int TOO_LARGE = 6_500_000;
    private static final List<ConfigurableApplicationContext> COMMAND_SIDES = new ArrayList<>();
    private static final List<ConfigurableApplicationContext> QUERY_SIDES = new ArrayList<>();

    private static final String DATABASE_URL = TestDatabase.create();

    private static @Nullable CaddyProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        var caddy = Programs.installed("caddy");
        if (caddy.isPresent()) {
            for (int node = 0; node < 2; node++) {
                COMMAND_SIDES.add(start(CommandSide.class));
                QUERY_SIDES.add(start(QuerySide.class));
            }
            proxy = CaddyProxy.start(caddy.get(), ports(COMMAND_SIDES), ports(QUERY_SIDES));
            await().atMost(CEILING)
                    .ignoreExceptions()
                    .until(() -> anybody().get("/").status() == 200);
        }
    }

    private static ConfigurableApplicationContext start(Class<?> side) {
        var application = new SpringApplication(side);
        application.addInitializers(
                context -> RunningTidemark.withEventLoopsOfItsOwn((GenericApplicationContext) context));
        application.setRegisterShutdownHook(false);
        return application.run(
                "--server.port=0",
                "--server.forward-headers-strategy=native",
                "--spring.datasource.url=" + DATABASE_URL,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=",
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--spring.datasource.hikari.connection-timeout=1000",
                "--management.endpoint.health.validate-group-membership=false", // Here is the standalone's own file.
                "--tidemark.auth.built-in-issuer=true",
                "--tidemark.images.directory=target/images");
    }

    private static List<Integer> ports(List<ConfigurableApplicationContext> nodes) {
        return nodes.stream()
                .map(node -> node.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
                .toList();
    }

    @BeforeEach
    void skipWithoutCaddy() {
        assumeTrue(proxy != null, "there is no caddy on the PATH");
    }

    @AfterAll
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
        QUERY_SIDES.forEach(ConfigurableApplicationContext::close);
        COMMAND_SIDES.forEach(ConfigurableApplicationContext::close);
    }

    private static URI address() {
        return requireNonNull(proxy).address();
    }

    private static Caller anybody() {
        return new Caller(address(), "", "");
    }

    private static Caller as(String user, String... roles) {
        return new Caller(address(), user, anybody().signIn(user, roles));
    }

    @Test
    void each_request_gets_to_the_side_that_it_is_for() {
        var ann = as("ann");
        var created = ann.creates("Hello");
        assertThat(ann.getAfter(created, created.location()).is(200).text("title"))
                .isEqualTo("Hello");
        ann.patch(created.location(), "{\"title\":\"Bye\"}").is(200);
        ann.delete(created.location()).is(204);
        ann.get("/api/images/%s/none.png".formatted(created.text("id"))).isProblem(404, "not-found");
        var boss = as("boss", "admin");
        boss.post("/api/audit/replays", "{\"mode\":\"shadow\"}").is(202);
        boss.post("/api/admin/dead-letters/reply/none/retry", "{}").isProblem(404, "not-found");
        boss.delete("/api/admin/dead-letters/reply/none").isProblem(404, "not-found");
    }

    @Test
    void sign_out_and_block_hold_at_all_nodes() {
        var boss = as("boss", "admin");
        for (int round = 0; round < 4; round++) {
            var lea = as("lea");
            try (var stream = new StreamClient(address().getPort(), lea.token(), null)) {
                await().until(() -> !stream.frames().isEmpty());
                lea.post("/api/auth/sign-out", "").is(204);
                await().atMost(Duration.ofSeconds(1)).until(stream::hasEnded);
            }
            for (int node = 0; node < 4; node++) {
                lea.get(Caller.REPLIES).isProblem(401, "token.revoked");
                lea.post(Caller.REPLIES, Caller.HELLO).isProblem(401, "token.revoked");
            }
        }
        var mallory = as("mallory");
        boss.post("/api/admin/blocked-users", "{\"user\":\"mallory\"}").is(200);
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> mallory.get(Caller.REPLIES).status() == 403);
        for (int node = 0; node < 4; node++) {
            mallory.get(Caller.REPLIES).isProblem(403, "user.blocked");
            mallory.post(Caller.REPLIES, Caller.HELLO).isProblem(403, "user.blocked");
        }
        assertThat(boss.get("/api/admin/blocked-users").is(200).list("data")).hasSize(1);
        boss.delete("/api/admin/blocked-users?user=mallory").is(204);
    }

    @Test
    void the_page_is_of_the_same_origin_and_what_is_not_for_it_is_not_there() {
        assertThat(anybody().get("/").is(200).header("Content-Type")).startsWith("text/html");
        anybody().get("/app.js").is(200);
        as("ann")
                .post(Caller.REPLIES, Caller.HELLO, "Origin", address().toString())
                .is(201);
        as("ann")
                .post(Caller.REPLIES, Caller.HELLO, "Origin", "https://evil.example")
                .is(403);
        as("ann")
                .post(
                        Caller.REPLIES,
                        Caller.HELLO,
                        "Origin",
                        "https://evil.example",
                        "Forwarded",
                        "host=evil.example;proto=https")
                .is(403);
        anybody().get("/actuator/health/readiness").is(404);
    }

    @Test
    void while_the_database_is_away_the_nodes_themselves_say_so() {
        var joe = as("joe");
        allowConnections(false);
        try {
            await().during(Duration.ofSeconds(8)) // Meanwhile the proxy asks for their readiness.
                    .atMost(CEILING)
                    .untilAsserted(() -> {
                        joe.post(Caller.REPLIES, Caller.HELLO).isProblem(503, "log-unavailable");
                        joe.get(Caller.REPLIES).isProblem(503, "database-unavailable");
                    });
        } finally {
            allowConnections(true);
        }
        await().atMost(CEILING)
                .until(() -> joe.post(Caller.REPLIES, Caller.HELLO).status() == 201);
    }

    private static void allowConnections(boolean allowed) {
        var name = DATABASE_URL.replaceFirst(".*/([^/?]*).*", "$1");
        var server = JdbcClient.create(TestDatabase.dataSource(DATABASE_URL.replace("/" + name, "/postgres")));
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %b".formatted(name, allowed))
                .update();
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .params(name)
                .query()
                .listOfRows();
    }

    @Test
    void what_goes_away_is_stood_in_for_by_the_other() {
        var eve = as("eve");
        try (var stream = new StreamClient(address().getPort(), eve.token(), null)) {
            await().until(() -> !stream.frames().isEmpty());
            eve.creates("first");
            await().until(() -> titles(stream), List.of("first")::equals);
            QUERY_SIDES.stream()
                    .filter(SeveralNodesIT::streams)
                    .findFirst()
                    .orElseThrow()
                    .close();
            await().atMost(CEILING).until(stream::hasEnded);
            COMMAND_SIDES.get(0).close();
            for (int reply = 0; reply < 5; reply++) {
                eve.creates("missed");
            }
            try (var resumed = new StreamClient(address().getPort(), eve.token(), stream.lastId())) {
                await().atMost(CEILING).until(() -> titles(resumed).size() == 5);
                assertThat(resumed.frames().get(0).data().get("mode").asString())
                        .isEqualTo("resumed");
                assertThat(titles(resumed)).containsOnly("missed");
            }
        }
    }

    /** Whatever is no answer of 200 ends an EventSource for good. */
    @Test
    void when_no_node_can_be_reached_a_stream_gets_a_goodbye_and_all_else_a_problem() {
        var nobody = List.of(Programs.freePort());
        try (var alone = CaddyProxy.start(Programs.installed("caddy").orElseThrow(), nobody, nobody)) {
            var caller = new Caller(alone.address(), "", "");
            await().atMost(CEILING)
                    .ignoreExceptions()
                    .until(() -> caller.get("/").status() == 200);
            var stream = caller.get("/api/stream").is(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.body()).matches("""
                            retry: (\\d+)
                            event: goodbye
                            data: \\{"reason":"unavailable","retry":\\1}

                            """);
            var command = caller.post(Caller.REPLIES, Caller.HELLO).isProblem(503, "unreachable");
            assertThat(command.header("Retry-After")).isEqualTo("5");
            assertThat(command.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }

    @Test
    void the_page_is_in_no_frame_and_tells_nobody_where_its_reader_comes_from() {
        var page = anybody().get("/").is(200);
        assertThat(page.header("Content-Security-Policy")).isEqualTo("default-src 'self'; frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    /** Whatever a node would do with it. */
    @Test
    void a_body_beyond_the_largest_image_is_refused_by_the_proxy() throws IOException {
        var node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", SeveralNodesIT::readAndAnswer);
        node.start();
        var ports = List.of(node.getAddress().getPort());
        try (var proxy = CaddyProxy.start(Programs.installed("caddy").orElseThrow(), ports, ports)) {
            var caller = new Caller(proxy.address(), "", "");
            await().atMost(CEILING)
                    .ignoreExceptions()
                    .until(() -> sends(caller, LARGEST).status() == 200);
            sends(caller, TOO_LARGE).isProblem(413, "body.too-large");
        } finally {
            node.stop(0);
        }
    }

    private static void readAndAnswer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Answer sends(Caller caller, int bytes) {
        return caller.send("POST", Caller.REPLIES, BodyPublishers.ofByteArray(new byte[bytes]));
    }

    /** The stream is older than the time-out when the slow request ends. */
    @Test
    void a_slow_head_is_cut_off_and_a_stream_is_not() {
        try (var stream = new StreamClient(address().getPort(), as("sue").token(), null)) {
            await().until(() -> !stream.frames().isEmpty());
            RawHttp.wholeAnswer(address().getPort(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow:");
            as("sue").creates("after");
            await().until(() -> titles(stream), List.of("after")::equals);
        }
    }

    @Test
    void browsers_are_told_to_keep_to_tls_unless_the_site_is_localhost() throws Exception {
        var header = "Strict-Transport-Security: max-age=31536000\r\n";
        assertThat(overTls("tidemark.local")).contains(header);
        assertThat(overTls("localhost")).startsWith("HTTP/1.1 200").doesNotContain("Strict-Transport-Security");
    }

    /** The head of the page, from a proxy that signs its certificate itself. */
    private static String overTls(String host) throws Exception {
        var nobody = List.of(Programs.freePort());
        try (var alone =
                CaddyProxy.start(Programs.installed("caddy").orElseThrow(), "https://" + host, nobody, nobody)) {
            return await().atMost(CEILING)
                    .ignoreExceptions()
                    .until(() -> head(host, alone.address().getPort()), head -> head.startsWith("HTTP/1.1 200"));
        }
    }

    private static String head(String host, int port) throws GeneralSecurityException, IOException {
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            var request = "GET / HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n".formatted(host, port);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8).split("\r\n\r\n", 2)[0] + "\r\n";
        }
    }

    private static boolean streams(ConfigurableApplicationContext node) {
        return node.getBean(ClientStreams.class).load().connections() > 0;
    }

    private static List<String> titles(StreamClient stream) {
        return stream.frames().stream()
                .filter(SseFrame::isChange)
                .map(frame -> frame.data().get("data").get("title").asString())
                .toList();
    }
}
