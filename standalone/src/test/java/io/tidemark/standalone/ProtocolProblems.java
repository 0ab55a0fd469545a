package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static java.util.Collections.nCopies;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Each refusal, under its code: those of no slice, and then those of each. */
final class ProtocolProblems {

    private static final Duration CEILING = Duration.ofSeconds(20);
    private static final int POLLS_OF_ONE_USER = 10;
    private static final int MOST_SEARCHES = 10_000;

    private final RunningTidemark tidemark;
    private final ProtocolText text;
    private final RecordedCaller ann;
    private final Answer reply;

    private ProtocolProblems(RunningTidemark tidemark, ProtocolText text) {
        this.tidemark = tidemark;
        this.text = text;
        ann = text.user("ann");
        var body = HELLO.replace("}", ",\"id\":\"%s\"}".formatted(text.names().id(1)));
        reply = ann.caller().post(REPLIES, body, "Idempotency-Key", "key-1").is(201);
    }

    static String written(RunningTidemark tidemark) {
        var text = new ProtocolText(tidemark);
        var problems = new ProtocolProblems(tidemark, text);
        problems.bodies();
        problems.parameters();
        problems.headers();
        problems.callers();
        problems.shutOut();
        problems.limits();
        new ProtocolProblemsOfSlices(tidemark, text).write();
        return text.toString();
    }

    private void bodies() {
        text.chapter("Of any body");
        ann.post("json.malformed", REPLIES, "{\"title\":");
        ann.post("json.wrong-type", REPLIES, "{\"title\":1,\"content\":\"Hello\"}");
        ann.patch("json.wrong-type, of a patch", reply.location(), "[]");
        ann.post("json.unknown-field", REPLIES, "{\"owner\":\"bob\"}");
        ann.post("json.out-of-bounds", REPLIES, "{\"title\":" + "1".repeat(1_001) + "}");
        ann.post("request.invalid", REPLIES, "", "Content-Type", "application/json");
        ann.post("unsupported-media-type", REPLIES, HELLO, "Content-Type", "application/xml");
        ann.post("unsupported-media-type, of a compressed body", REPLIES, HELLO, "Content-Encoding", "gzip");
        ann.post("body.too-large", REPLIES, HELLO.replace("Hello", "a".repeat(300_000)));
        text.anybody().post("auth.user", "/api/auth/token", "{\"user\":\" \"}");
        text.anybody().post("auth.roles", "/api/auth/token", "{\"user\":\"ann\",\"roles\":[\"Admin\"]}");
    }

    private void parameters() {
        text.chapter("Of any address");
        ann.get("query.malformed", REPLIES + "?q=%00");
        ann.get("request.malformed", REPLIES + "/a;b");
        ann.get("limit.invalid", REPLIES + "?limit=0");
        ann.get("after.invalid", REPLIES + "?after=x");
        ann.get("wait.invalid", "/api/changes?wait=61");
        ann.get("types.invalid", "/api/changes?types=x");
        ann.get("types.invalid, of a stream", "/api/stream?types=x");
        ann.get("status.invalid", "/api/sessions?status=x");
        ann.get("status.invalid, of products", "/api/products/" + text.names().id(2) + "?status=x");
        ann.get("repo.invalid", "/api/sessions?repo=x");
        ann.get("from.invalid, of sessions", "/api/sessions?from=x");
        ann.get("from.invalid", "/api/audit/events?from=x");
        ann.get("to.invalid", "/api/audit/events?to=x");
        ann.get("type.invalid", "/api/audit/events?type=x");
        ann.get("aggregate.invalid", "/api/audit/events?aggregate=x");
        ann.get("as-of.invalid", "/api/audit/reply/" + reply.text("id") + "?asOf=12:00");
        ann.get("cursor.invalid", "/api/audit/events?after=x");
    }

    private void headers() {
        text.chapter("Of any header");
        raw("host.invalid", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost");
        raw("request.malformed, of what is no HTTP", "HELLO");
        ann.get("address.too-long", "/?q=" + "a".repeat(25_000));
        ann.get("headers.too-large", "/", "X-Long", "a".repeat(25_000));
        ann.get("not-acceptable, of too many types", "/", "Accept", String.join(",", nCopies(60, "a/b")));
        ann.get("cursor.invalid, to read after", REPLIES, "Tidemark-After", "x");
        ann.patch("if-match.invalid", reply.location(), "{}", "If-Match", "0");
        ann.patch("stale-version", reply.location(), "{\"title\":\"A\"}", "If-Match", "\"7\"");
        lostRace();
        ann.post("idempotency-key.invalid", REPLIES, HELLO, "Idempotency-Key", "a b");
        ann.post("idempotency-key.reused", REPLIES, HELLO, "Idempotency-Key", "key-1");
        ann.post("correlation-id.invalid", REPLIES, HELLO, "X-Correlation-ID", "a b");
        ann.get("not-acceptable", REPLIES, "Accept", "application/xml");
    }

    private void raw(String title, String head) {
        var answer = RawHttp.wholeAnswer(tidemark.port(), head + "\r\nConnection: close\r\n\r\n");
        text.example(title, head.replace("\r", ""), answer.replace("\r", ""));
    }

    /** The log answers as if others had always been faster. */
    private void lostRace() {
        var database = tidemark.database();
        database.sql("""
                CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN RAISE unique_violation USING CONSTRAINT = ''event_log_stream_key''; END'
                """).update();
        try {
            database.sql("CREATE TRIGGER lose BEFORE INSERT ON event_log FOR EACH ROW"
                            + " WHEN (NEW.aggregate_id = 'reply/%s') EXECUTE FUNCTION lose()"
                                    .formatted(reply.text("id")))
                    .update();
            ann.patch("changed-meanwhile", reply.location(), "{\"title\":\"A\"}");
        } finally {
            database.sql("DROP FUNCTION lose CASCADE").update();
        }
    }

    private void callers() {
        text.chapter("Of any caller");
        text.anybody().get("unauthenticated", REPLIES);
        text.anybody().get("unauthenticated, at a stream", "/api/stream?access_token=x");
        text.anybody().post("unauthenticated, of a beacon", "/api/sync/sessions", "{}", "Content-Type", "text/plain");
        text.exchange(
                "token.too-long",
                "GET " + REPLIES + "\nAuthorization: Bearer <12289 characters>",
                tidemark.with("x".repeat(12_289)).get(REPLIES));
        ann.get("forbidden", "/api/dashboard");
        ann.get("forbidden, of somebody else's audit", "/api/audit/events?user=bob");
        ann.get("not-found", REPLIES + "/" + text.names().id(3));
        ann.get("not-found, of an address", "/api/nothing");
        ann.send("method-not-allowed", "PUT", reply.location());
        ann.get("A page of a foreign origin", REPLIES, "Origin", "https://evil.example");
        var boss = text.user("boss", "admin");
        boss.post("replay.mode", "/api/audit/replays", "{\"mode\":\"upside-down\"}");
        boss.post("reason.invalid", "/api/audit/replays", "{\"mode\":\"shadow\",\"reason\":\" \"}");
        var database = tidemark.database();
        database.sql("INSERT INTO replay (mode, started_by, total) VALUES ('shadow', 'another process', 0)")
                .update();
        boss.post("replay.running", "/api/audit/replays", "{\"mode\":\"shadow\"}");
        database.sql("DELETE FROM replay WHERE state = 'running'").update();
    }

    private void shutOut() {
        text.chapter("Of a caller who is shut out");
        var boss = text.user("boss", "admin");
        var path = "/api/admin/blocked-users";
        boss.post("blocked-user.user", path, "{}");
        boss.post("blocked-user.mode", path, "{\"user\":\"eve\",\"mode\":\"for a while\"}");
        boss.post(
                "blocked-user.yourself",
                path,
                "{\"user\":\"%s\"}".formatted(boss.caller().user()));
        boss.delete("not-found, of a user who is not blocked", path + "?user=nobody");
        var eve = text.user("eve");
        eve.caller().post("/api/auth/sign-out", "").is(204);
        eve.get("token.revoked", REPLIES);
        var mallory = text.user("mallory");
        boss.caller()
                .post(path, "{\"user\":\"%s\"}".formatted(mallory.caller().user()))
                .is(200);
        mallory.get("user.blocked", REPLIES);
    }

    private void limits() {
        text.chapter("Of time and number");
        var polls = Stream.generate(() -> poll(60)).limit(POLLS_OF_ONE_USER).toList();
        await().atMost(CEILING).until(() -> poll(0).join().status() == 503);
        ann.get("busy", "/api/changes");
        ann.caller().creates("What the polls wait for");
        polls.forEach(poll -> poll.join().is(200));
        var ahead = reply.cursor().replaceFirst("\\..*", ".999999999");
        text.exchange("rate-limited", "GET " + REPLIES + "?q=a", firstRefusedSearch());
        ann.get("not-yet", REPLIES, "Tidemark-After", ahead);
    }

    private Answer firstRefusedSearch() {
        var eager = tidemark.newUser();
        return Stream.generate(() -> eager.get(REPLIES + "?q=a"))
                .limit(MOST_SEARCHES)
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<Answer> poll(int seconds) {
        return ann.caller().sendSoon("GET", "/api/changes?wait=%s&after=%s".formatted(seconds, reply.cursor()), "");
    }
}
