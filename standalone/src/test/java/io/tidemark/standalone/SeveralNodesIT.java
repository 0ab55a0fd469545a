package io.tidemark.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.command.CommandSide;
import io.tidemark.db.TestDatabase;
import io.tidemark.query.QuerySide;
import io.tidemark.query.stream.ClientStreams;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.SseFrame;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
