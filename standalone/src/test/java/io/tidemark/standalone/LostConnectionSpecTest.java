package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.TcpProxy;
import io.tidemark.testkit.TcpProxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While the database is out of reach, whoever calls is told so, in time; when it is back, all goes on. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostConnectionSpecTest {

    private static final Duration CEILING = Duration.ofSeconds(20);

    private final String url = TestDatabase.create();
    private final TcpProxy line = new TcpProxy(url);
    private final RunningTidemark tidemark = RunningTidemark.start(
            line.url(),
            "tidemark.log.append-timeout=2s",
            "tidemark.log.lock-timeout=1s",
            "spring.datasource.hikari.connection-timeout=1000",
            "spring.datasource.hikari.validation-timeout=500",
            "spring.datasource.hikari.data-source-properties.socketTimeout=2");
    private final Caller ann = tidemark.newUser();
    private final Answer created = ann.creates("Greeting");

    @AfterAll
    void end() {
        line.mend();
        tidemark.close();
        line.close();
    }

    @BeforeEach
    void it_works() {
        line.mend();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(ann.patch(created.location(), "{}").status()).isEqualTo(200);
            assertThat(ann.get(REPLIES).status()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT"})
    void every_request_is_answered_with_a_503_in_time(Fault fault) {
        line.inject(fault);
        long start = System.nanoTime();
        var answers = requests().stream().map(CompletableFuture::join).toList();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CEILING);
        assertThat(answers).allSatisfy(answer -> {
            answer.isProblem(503, answer.text("code"));
            assertThat(answer.text("code")).isIn("log-unavailable", "database-unavailable");
            assertThat(answer.header("Retry-After")).matches("[1-9]");
        });
    }

    private List<CompletableFuture<Answer>> requests() {
        return List.of(
                ann.sendSoon("POST", REPLIES, HELLO),
                ann.sendSoon("POST", REPLIES, HELLO, "Idempotency-Key", "outage"),
                ann.sendSoon("PATCH", created.location(), "{\"content\":\"Bye\"}"),
                ann.sendSoon("DELETE", REPLIES + "/" + UUID.randomUUID(), ""),
                ann.sendSoon("GET", REPLIES, ""),
                ann.sendSoon("GET", created.location(), ""),
                ann.sendSoon("GET", "/api/snapshot", ""),
                ann.sendSoon("GET", "/api/changes", ""));
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "SILENT"})
    void a_command_with_a_key_is_done_once_when_it_is_sent_until_it_is_answered(Fault fault) {
        var key = "key-" + fault;
        var body = HELLO.replace("Greeting", key);
        line.inject(fault);
        ann.post(REPLIES, body, "Idempotency-Key", key).is(503);
        line.mend();
        await().atMost(CEILING)
                .until(() -> ann.post(REPLIES, body, "Idempotency-Key", key).status() == 201);
        assertThat(JdbcClient.create(TestDatabase.dataSource(url))
                        .sql("SELECT count(*) FROM event_log WHERE command_id = ?")
                        .params(ann.user() + " " + key)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/saved-replies", "/api/snapshot", "/api/changes?after=0"})
    void a_read_is_never_our_fault_wherever_it_is_cut_off(String path) {
        var statuses = IntStream.range(0, 16)
                .mapToObj(i -> {
                    line.cutAfter(i % 8);
                    return ann.get(path).status();
                })
                .toList();
        assertThat(statuses).contains(503).containsOnly(200, 503);
    }

    @Test
    void a_command_is_never_our_fault_wherever_it_is_cut_off() {
        var statuses = IntStream.range(0, 16)
                .mapToObj(i -> {
                    line.cutAfter(i % 8);
                    return ann.patch(
                                    created.location(),
                                    "{\"content\":\"%s\"}".formatted(i),
                                    "Idempotency-Key",
                                    "cut-" + i)
                            .status();
                })
                .toList();
        assertThat(statuses).contains(503).containsOnly(200, 503);
    }

    @Test
    void health_is_down_but_readiness_and_liveness_stay_up() {
        line.inject(Fault.CUT);
        assertThat(tidemark.anybody().get("/actuator/health").status()).isEqualTo(503);
        tidemark.anybody().get("/actuator/health/readiness").is(200);
        tidemark.anybody().get("/actuator/health/liveness").is(200);
    }
}
