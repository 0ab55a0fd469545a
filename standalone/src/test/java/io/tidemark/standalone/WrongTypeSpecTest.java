package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.Shop.BUSINESSES;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any JSON in any field of any command is taken or refused, and a refusal speaks of JSON and not of Java. */
@ExtendWith(SharedTidemark.class)
class WrongTypeSpecTest {

    private static final List<String> TEXTS = List.of("id", "title", "content", "category", "tags", "other");
    private static final List<String> OF_PRODUCTS = List.of(
            "id", "name", "description", "price", "currency", "imageUrl", "status", "reason", "generatedCaption");
    private static final List<String> OF_SESSIONS = List.of(
            "localId",
            "id",
            "repoOwner",
            "repoName",
            "prNumber",
            "startedAt",
            "endedAt",
            "durationSeconds",
            "activities");
    private static final List<String> OF_ACTIVITIES = List.of("localId", "kind", "at", "count");

    private final RunningTidemark tidemark;
    private final Shop shop;
    private final Caller ann;
    private String reply = "";

    WrongTypeSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        shop = Shop.of(tidemark, "Quay");
        ann = shop.owner();
    }

    @BeforeEach
    void reply_is_there() {
        reply = ann.creates("Greeting").location();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "7",
                "-1.5",
                "1e999999999",
                "1e99999999999",
                "99999999999999999999",
                "\"\"",
                "\"x\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[7]",
                "[null]",
                "[{}]",
                "[[]]",
                "[1e99999999999]",
                "[\"\\ud83d\"]",
                "{\"value\":7}"
            })
    void value_of_any_type_is_answered_in_the_terms_of_json(String value) {
        TEXTS.forEach(field -> {
            send("POST", REPLIES, field, value);
            send("PATCH", reply, field, value);
        });
        OF_PRODUCTS.forEach(field -> {
            send("POST", BUSINESSES, field, value);
            send("PATCH", shop.business().location(), field, value);
            send("POST", shop.products(), field, value);
            send("PATCH", shop.path(), field, value);
            requireGood(Shop.workflow(tidemark).patch(shop.path(), "{\"%s\":%s}".formatted(field, value)));
        });
        OF_SESSIONS.forEach(field -> sendToSessions(field, value));
        OF_ACTIVITIES.forEach(field -> sendToSessions("activities", "[{\"%s\":%s}]".formatted(field, value)));
        List.of("user", "roles").forEach(field -> send("POST", "/api/auth/token", field, value));
        List.of("operations", "op").forEach(field -> send("POST", SYNC, field, value));
        List.of(REPLIES, BUSINESSES, shop.products(), SESSIONS + "/start", SYNC, "/api/auth/token")
                .forEach(path -> requireGood(ann.post(path, value)));
    }

    private void sendToSessions(String field, String value) {
        for (var op : List.of("start", "end", "activities")) {
            send("POST", SESSIONS + "/" + op, field, value);
            var operation = "{\"op\":\"%s\",\"%s\":%s}".formatted(op, field, value);
            var result = ann.post(SYNC, "{\"operations\":[%s]}".formatted(operation))
                    .is(200)
                    .list("results")
                    .get(0);
            assertThat(result.get("status").intValue()).as(operation).isBetween(200, 499);
            assertThat(result.get("detail").stringValue("")).doesNotContain("java", "io.tidemark", "jackson", "`");
        }
    }

    private void send(String method, String path, String field, String value) {
        requireGood(ann.sendSoon(method, path, "{\"%s\":%s}".formatted(field, value))
                .join());
    }

    private static void requireGood(Answer answer) {
        if (answer.status() >= 300) {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            answer.isProblem(answer.status(), answer.text("code"));
        }
    }
}
