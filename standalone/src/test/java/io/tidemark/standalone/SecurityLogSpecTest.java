package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.edge.security.SecurityLog;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logger {@code tidemark.security}, and the meter of refused requests. */
@ExtendWith(SharedTidemark.class)
class SecurityLogSpecTest {

    private final RunningTidemark tidemark;
    private final Caller anybody;
    private final Caller ann;
    private final SecurityLogLines log = new SecurityLogLines();

    SecurityLogSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        this.anybody = tidemark.anybody();
        this.ann = tidemark.newUser();
    }

    @BeforeEach
    void in_a_window_of_its_own() {
        tidemark.bean(SecurityLog.class).beginWindow();
        log.all().clear();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void a_request_without_a_token_has_a_line() {
        var secret = UUID.randomUUID().toString();
        anybody.get(REPLIES + "/" + secret + "?q=" + secret, "X-Correlation-ID", "trip-7")
                .is(401);
        assertThat(only())
                .isEqualTo("refused status=401 reason=unauthenticated user=- address=\"127.0.0.1\" method=\"GET\""
                        + " route=\"/api/saved-replies/{id}\" correlation=\"trip-7\"");
    }

    @Test
    void a_bad_token_is_not_in_the_line() {
        var token = ann.token() + "x";
        tidemark.with(token).get(REPLIES).is(401);
        anybody.get("/api/stream?access_token=" + token).is(401);
        assertThat(log.all()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("eyJ", "Bearer"));
    }

    /** The first time Spring Security decides, the second time the token is known. */
    @Test
    void a_caller_without_the_role_is_named() {
        ann.delete("/api/admin/dead-letters/reply/1").is(403);
        ann.get(REPLIES).is(200);
        ann.delete("/api/admin/dead-letters/reply/1").is(403);
        var line = "refused status=403 reason=forbidden user=\"%s\" address=\"127.0.0.1\" method=\"DELETE\""
                + " route=\"/api/admin/dead-letters/{kind}/{id}\" correlation=-";
        assertThat(log.all()).containsExactly(line.formatted(ann.user()), line.formatted(ann.user()));
    }

    @Test
    void a_caller_who_is_refused_by_a_slice_is_named() {
        for (int twice = 0; twice < 2; twice++) {
            ann.get("/api/audit/events?user=bob").is(403);
        }
        assertThat(log.with("reason=forbidden user=\"" + ann.user() + "\"")).hasSize(2);
    }

    @Test
    void a_key_for_another_request_has_a_line() {
        ann.post(REPLIES, HELLO, "Idempotency-Key", "key-1").is(201);
        ann.post(REPLIES, HELLO.replace("Hello", "Bye"), "Idempotency-Key", "key-1")
                .is(422);
        assertThat(only()).contains("status=422 reason=idempotency-key.reused user=\"" + ann.user() + "\"");
    }

    @Test
    void a_malformed_path_has_a_line_without_it() {
        anybody.get("/api//saved-replies%2f..").is(400);
        assertThat(only()).contains("status=400 reason=request.malformed user=-", "route=- ");
    }

    @Test
    void a_foreign_origin_has_a_line() {
        ann.get(REPLIES, "Origin", "https://evil.example").is(403);
        assertThat(only()).contains("status=403 reason=origin user=-", "route=\"/api/saved-replies\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/saved-replies/none", "/api/saved-replies?limit=0"})
    void what_a_client_gets_wrong_in_good_faith_has_none(String path) {
        assertThat(ann.get(path).status()).isBetween(400, 404);
        assertThat(log.all()).isEmpty();
    }

    @Test
    void what_a_stranger_sends_is_one_line_of_ascii() {
        var request = String.join(
                "\r\n",
                "BREW /api/saved-replies HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "X-Correlation-ID: \u00e9\u0085\" user=\"eve",
                "",
                "");
        RawHttp.wholeAnswer(tidemark.port(), request);
        assertThat(log.all())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("[ -~]+").doesNotContain(" user=\"eve"));
    }

    @Test
    void many_refusals_have_few_lines_and_a_count() {
        Stream.generate(() -> ann.get("/api/dashboard")).limit(200).forEach(answer -> answer.is(403));
        assertThat(log.with(ann.user())).hasSize(10);
        tidemark.bean(SecurityLog.class).beginWindow();
        assertThat(log.with("omitted"))
                .containsExactly("omitted reason=forbidden refusals=190 loudest=\"user %s\" refusals-of-loudest=200"
                                .formatted(ann.user())
                        + " window=PT1M");
    }

    @Test
    void refusals_are_counted_by_reason_whatever_was_asked() {
        var admin = tidemark.newUser("admin");
        refuse();
        var before = meters(admin);
        assertThat(before)
                .isNotEmpty()
                .allMatch(line ->
                        line.matches("tidemark_http_refused_total\\{reason=\"[a-z.-]+\",status=\"4\\d\\d\"} \\d+\\.0"));
        refuse();
        assertThat(meters(admin)).hasSameSizeAs(before).isNotEqualTo(before);
    }

    private void refuse() {
        anybody.get("/api/" + UUID.randomUUID()).is(401);
        anybody.get(REPLIES + "?" + UUID.randomUUID()).is(401);
        ann.get("/actuator/" + UUID.randomUUID()).is(403);
        ann.get(REPLIES, "Origin", "https://%s.example".formatted(UUID.randomUUID()))
                .is(403);
        anybody.get("//" + UUID.randomUUID()).is(400);
        ann.post(REPLIES, HELLO, "Idempotency-Key", "key-2");
        ann.post(REPLIES, HELLO + " ", "Idempotency-Key", "key-2");
        ann.post(REPLIES, HELLO.replace("Hello", "Bye"), "Idempotency-Key", "key-2")
                .is(422);
        tidemark.with("x".repeat(13_000)).get(REPLIES).is(431);
    }

    private static List<String> meters(Caller admin) {
        return admin.get("/actuator/prometheus")
                .is(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("tidemark_http_refused"))
                .toList();
    }

    @Test
    void an_auditor_who_reads_about_others_has_a_line() {
        var reply = ann.creates("Greeting");
        var auditor = tidemark.newUser("auditor");
        var history = "/api/audit/reply/" + reply.text("id");
        auditor.get("/api/audit/events?limit=1&type=reply:created").is(200);
        auditor.get("/api/audit/events?user=" + ann.user()).is(200);
        await().untilAsserted(() -> auditor.get(history).is(200));
        auditor.get(history + "?asOf=" + reply.cursor()).is(200);
        var start = "read what=%s user=\"" + auditor.user() + "\" whose=%s asked=%s";
        var mine = "\"" + ann.user() + "\"";
        var resource = "\"reply/%s\"".formatted(reply.text("id"));
        assertThat(log.all().stream().distinct())
                .containsExactly(
                        start.formatted(
                                "audit.events",
                                "everybody",
                                "\"aggregate=null from=null to=null actor=null types=[reply:created]\""),
                        start.formatted(
                                "audit.events", mine, "\"aggregate=null from=null to=null actor=null types=[]\""),
                        start.formatted("audit.resource", mine, resource));
    }

    @Test
    void who_reads_about_themselves_has_none() {
        var reply = ann.creates("Greeting");
        ann.get("/api/audit/events").is(200);
        await().untilAsserted(
                        () -> ann.get("/api/audit/reply/" + reply.text("id")).is(200));
        var auditor = tidemark.newUser("auditor");
        auditor.get("/api/audit/events?user=" + auditor.user()).is(200);
        assertThat(log.all()).isEmpty();
    }

    private String only() {
        assertThat(log.all()).hasSize(1);
        return log.all().get(0);
    }
}
