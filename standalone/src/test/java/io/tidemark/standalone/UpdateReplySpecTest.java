package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH /api/saved-replies/{id} */
@ExtendWith(SharedTidemark.class)
class UpdateReplySpecTest {

    private final Caller ann;
    private final Caller bob;
    private final Answer created;
    private final String reply;

    UpdateReplySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        created = ann.post(REPLIES, """
                {"title":"Greeting","content":"Hello","category":"office","tags":["hi","mail"]}""").is(201);
        reply = created.location();
    }

    @Test
    void changes_what_is_given_and_leaves_the_rest() {
        var answer = ann.patch(reply, "{\"title\":\" Farewell \",\"tags\":[\"bye\"]}")
                .is(200);
        assertThat(answer.text("title")).isEqualTo("Farewell");
        assertThat(answer.text("content")).isEqualTo("Hello");
        assertThat(answer.text("category")).isEqualTo("office");
        assertThat(answer.json().get("tags")).hasToString("[\"bye\"]");
        assertThat(answer.text("createdAt")).isEqualTo(created.text("createdAt"));
        assertThat(answer.text("updatedAt")).isGreaterThanOrEqualTo(created.text("updatedAt"));
    }

    @Test
    void says_in_headers_what_was_done() {
        var answer = ann.patch(reply, "{\"title\":\"Farewell\"}").is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.json().get("version").longValue()).isEqualTo(1);
        assertThat(answer.cursor()).isNotEmpty().isNotEqualTo(created.cursor());
        assertThat(answer.header("Tidemark-Command")).matches("[0-9a-f-]{36}");
    }

    @Test
    void keeps_what_nobody_sees_beside_what_is_seen() {
        var answer = ann.patch(reply, "{\"title\":\"a\\u200b\",\"content\":\"\\ufeffb \"}")
                .is(200);
        assertThat(answer.text("title")).isEqualTo("a\u200b");
        assertThat(answer.text("content")).isEqualTo("\ufeffb ");
    }

    @Test
    void is_seen_by_whoever_reads_behind_it() {
        var changed = ann.patch(reply, "{\"content\":\"Bye\"}").is(200);
        assertThat(ann.getAfter(changed, reply).is(200).json()).isEqualTo(changed.json());
    }

    @Test
    void null_clears_the_category_and_the_tags() {
        var answer = ann.patch(reply, "{\"category\":null,\"tags\":null}").is(200);
        assertThat(answer.json().has("category")).isFalse();
        assertThat(answer.list("tags")).isEmpty();
        assertThat(ann.getAfter(answer, reply).is(200).json()).isEqualTo(answer.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"title\":\"Greeting\"}", "{\"tags\":[\"hi\",\"mail\",\"hi\"],\"category\":\"office\"}"})
    void what_changes_nothing_is_answered_and_makes_no_event(String patch) {
        var answer = ann.patch(reply, patch).is(200);
        assertThat(answer.json()).isEqualTo(created.json());
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.cursor()).isEqualTo(created.cursor());
        assertThat(ann.eventsUpTo(created)).hasSize(1);
    }

    @Test
    void a_merge_patch_may_be_called_so() {
        ann.patch(reply, "{\"title\":\"Farewell\"}", "Content-Type", "application/merge-patch+json")
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json-patch+json", "application/xml", "nonsense"})
    void another_content_type_is_refused(String type) {
        ann.patch(reply, "{\"title\":\"Farewell\"}", "Content-Type", type).isProblem(415, "unsupported-media-type");
        assertUntouched();
    }

    @Test
    void a_body_without_a_type_is_refused() {
        ann.send("PATCH", reply, BodyPublishers.ofString("{}")).isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'title':null}         | reply.required",
                "{'content':null}       | reply.required",
                "{'title':''}           | reply.title-length",
                "{'title':' '}          | reply.title-length",
                "{'title':'\\u200b'}    | reply.title-length",
                "{'content':'\\ufeff '} | reply.content-length",
                "{'category':'\\u2060'} | reply.category-length",
                "{'tags':['\\u00ad']}   | reply.tag-length",
                "{'content':''}         | reply.content-length",
                "{'category':''}        | reply.category-length",
                "{'tags':['']}          | reply.tag-length",
                "{'tags':[null]}        | reply.tag-length",
                "{'id':'x'}             | json.unknown-field",
                "{'owner':'eve'}        | json.unknown-field",
                "{'version':null}       | json.unknown-field",
                "{'title':1}            | json.wrong-type",
                "{'tags':'a'}           | json.wrong-type",
                "[]                     | json.wrong-type",
                "null                   | json.wrong-type",
                "{'title'               | json.malformed"
            },
            quoteCharacter = '`')
    void what_cannot_be_a_change_is_refused(String body, String code) {
        ann.patch(reply, body.replace('\'', '"')).isProblem(400, code);
        assertUntouched();
    }

    @Test
    void on_the_version_that_is_named() {
        assertThat(ann.patch(reply, "{\"title\":\"A\"}", "If-Match", "\"0\"")
                        .is(200)
                        .header("ETag"))
                .isEqualTo("\"1\"");
        ann.patch(reply, "{\"title\":\"B\"}", "If-Match", "\"1\"").is(200);
    }

    @Test
    void on_any_version() {
        ann.patch(reply, "{\"title\":\"A\"}", "If-Match", "*").is(200);
        ann.patch(reply, "{\"title\":\"B\"}", "If-Match", "*").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "\"0-gzip\"", "\"0\", \"1\"", "\"abc\" , W/\"0\",", "\"a,b\",\"0\""})
    void on_the_version_that_is_one_of_those_named_however_a_proxy_changed_its_tag(String tags) {
        ann.patch(reply, "{\"title\":\"A\"}", "If-Match", tags).is(200);
        ann.patch(reply, "{\"title\":\"B\"}", "If-Match", tags.replace("\"1\"", "\"2\""))
                .isProblem(412, "stale-version");
    }

    @Test
    void on_a_version_in_one_of_several_headers() {
        ann.patch(reply, "{\"title\":\"A\"}", "If-Match", "\"7\"", "If-Match", "\"0\"")
                .is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "\"7\"",
                "\"999999999999999999\"",
                "\"9999999999999999999\"",
                "\"\"",
                "\"abc\"",
                "\"00\"",
                "\"-1\"",
                "\"1\", W/\"7\""
            })
    void on_another_version_is_refused(String version) {
        ann.patch(reply, "{\"title\":\"A\"}", "If-Match", version).isProblem(412, "stale-version");
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0", "\"0\" \"1\"", "w/\"0\"", "", ",", "*, \"0\"", "**"})
    void malformed_list_of_versions_is_refused(String version) {
        ann.patch(reply, "{\"title\":\"A\"}", "If-Match", version).isProblem(400, "if-match.invalid");
        assertUntouched();
    }

    @Test
    void of_two_changes_on_one_version_one_is_done() {
        var sent = IntStream.range(0, 8)
                .mapToObj(i -> ann.sendSoon("PATCH", reply, "{\"title\":\"%s\"}".formatted(i), "If-Match", "\"0\""))
                .toList();
        var statuses = sent.stream().map(each -> each.join().status()).toList();
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(ann.eventsUpTo(ann.patch(reply, "{}").is(200))).hasSize(2);
    }

    @Test
    void of_somebody_else_is_not_found() {
        bob.patch(reply, "{\"title\":\"Mine\"}").isProblem(404, "not-found");
        bob.patch(reply, "{\"title\":\"Mine\"}", "If-Match", "\"7\"").isProblem(404, "not-found");
        assertUntouched();
    }

    @Test
    void of_nothing_is_not_found() {
        ann.patch(REPLIES + "/" + UUID.randomUUID(), "{\"title\":\"A\"}").isProblem(404, "not-found");
        ann.patch(REPLIES + "/" + UUID.randomUUID(), "{}").isProblem(404, "not-found");
    }

    @Test
    void of_what_was_deleted_is_not_found() {
        ann.delete(reply).is(204);
        ann.patch(reply, "{\"title\":\"A\"}").isProblem(404, "not-found");
        ann.patch(reply, "{}", "If-Match", "\"1\"").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "reply"})
    void id_that_is_none_is_refused(String id) {
        ann.patch(REPLIES + "/" + id, "{\"title\":\"A\"}").isProblem(400, "reply.id");
    }

    private void assertUntouched() {
        assertThat(ann.getAfter(created, reply).is(200).json()).isEqualTo(created.json());
        assertThat(ann.eventsUpTo(created)).hasSize(1);
    }
}
