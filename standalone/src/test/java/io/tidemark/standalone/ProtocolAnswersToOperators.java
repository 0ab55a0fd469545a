package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** The success of each request that an operator may send. */
final class ProtocolAnswersToOperators {

    private static final String REPLAYS = "/api/audit/replays";
    private static final String DEAD_LETTERS = "/api/admin/dead-letters";
    private static final Duration CEILING = Duration.ofSeconds(30);

    private final RunningTidemark tidemark;
    private final ProtocolText text;
    private final Caller ann;
    private final RecordedCaller boss;

    ProtocolAnswersToOperators(ProtocolText text, RunningTidemark tidemark) {
        this.tidemark = tidemark;
        this.text = text;
        ann = text.user("zoe").caller();
        boss = text.user("boss", "admin");
    }

    void write() {
        text.chapter("Operating it");
        dashboard();
        deadLetters();
        blockedUsers();
        replays();
    }

    private void blockedUsers() {
        var path = "/api/admin/blocked-users";
        var user = text.user("mallory").caller().user();
        sql("DELETE FROM shut_out_user");
        boss.post("Block a user", path, "{\"user\":\"%s\"}".formatted(user));
        boss.get("The blocked users", path);
        boss.delete("Unblock a user", path + "?user=" + user);
        boss.post("Sign a user out", path, "{\"user\":\"%s\",\"mode\":\"signed-out\"}".formatted(user));
    }

    private void dashboard() {
        ann.getAfter(ann.creates("Greeting"), REPLIES).is(200);
        var path = "/api/dashboard";
        var answer = boss.caller().get(path);
        text.exchange(
                "The dashboard",
                boss.request("GET", path, ""),
                new Answer(answer.status(), answer.headers(), Figures.hiddenIn(answer.body())));
    }

    private void deadLetters() {
        sql("ALTER TABLE reply_view ADD CONSTRAINT not_this_title CHECK (title <> 'Not this title') NOT VALID");
        try {
            var refused = refused(10);
            var subject = DEAD_LETTERS + "/reply/" + refused.text("id");
            boss.get("The dead letters", DEAD_LETTERS);
            var before = refused.cursor().replaceFirst("\\..*", ".0");
            new RecordedCaller(ann, "zoe", text)
                    .get(
                            "Changes that the read models do not show",
                            "/api/changes?types=reply:updated&after=" + before);
            boss.post("Retry before it can be shown", subject + "/retry", "");
            boss.delete("Give up", subject);
            ann.delete(refused.location()).is(204);
            var other = refused(11);
            sql("ALTER TABLE reply_view DROP CONSTRAINT not_this_title");
            boss.post("Retry when it can be shown", DEAD_LETTERS + "/reply/" + other.text("id") + "/retry", "");
        } finally {
            sql("ALTER TABLE reply_view DROP CONSTRAINT IF EXISTS not_this_title");
        }
    }

    private Answer refused(int number) {
        var body = "{\"id\":\"%s\",\"title\":\"Not this title\",\"content\":\"Hello\"}"
                .formatted(text.names().id(number));
        var created = ann.post(REPLIES, body).is(201);
        var updated = ann.patch(created.location(), "{\"content\":\"Bye\"}").is(200);
        ann.getAfter(updated, REPLIES).is(200);
        return created;
    }

    private void replays() {
        sql("DELETE FROM replay");
        var begun = begun();
        await().atMost(CEILING)
                .until(() -> !boss.caller().get(begun.location()).text("state").equals("running"));
        sql("""
                UPDATE replay SET state = 'differs', refused = 1, differences_in_all = 2, differences =
                  '[{"table":"reply_view","id":"1","live":{"title":"A"},"rebuilt":{"title":"B"}},'
                  '{"table":"reply_view","id":"2","rebuilt":{"title":"C"}}]'
                """);
        replayNow("A replay that found differences", begun.location());
        sql("UPDATE replay SET state = 'failed', failure = 'the database was out of reach', differences = '[]'");
        replayNow("A replay that failed", begun.location());
        replayNow("The latest replays", REPLAYS);
        sql("DELETE FROM replay");
    }

    /** The end of the replay is held up until the answer is there, which says that it is running. */
    private Answer begun() {
        sql("""
                CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END'
                """);
        try {
            sql("CREATE TRIGGER take_long BEFORE UPDATE ON replay FOR EACH ROW"
                    + " WHEN (NEW.state <> 'running') EXECUTE FUNCTION take_long()");
            var body = "{\"mode\":\"shadow\"}";
            var begun = boss.caller().post(REPLAYS, body);
            text.names().show(begun.location(), REPLAYS + "/<id>");
            return text.exchange("Begin a replay", boss.request("POST", REPLAYS, body), figureless(begun));
        } finally {
            sql("DROP FUNCTION take_long CASCADE");
        }
    }

    private void replayNow(String title, String path) {
        text.exchange(
                title, boss.request("GET", path, ""), figureless(boss.caller().get(path)));
    }

    private static Answer figureless(Answer replay) {
        return new Answer(replay.status(), replay.headers(), Figures.hiddenInReplay(replay.body()));
    }

    private void sql(String statement) {
        tidemark.database().sql(statement).update();
    }
}
