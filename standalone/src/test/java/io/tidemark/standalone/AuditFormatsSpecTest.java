package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GET /api/audit/events, all at once: as lines of JSON, as a table */
@ExtendWith(SharedTidemark.class)
class AuditFormatsSpecTest {

    private static final String EVENTS = "/api/audit/events";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Caller ann;
    private final Caller bob;
    private final Caller auditor;
    private final Answer created;
    private final Answer last;

    AuditFormatsSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
        auditor = tidemark.newUser("auditor");
        created = ann.post(REPLIES, HELLO, "Idempotency-Key", "=1+1").is(201);
        ann.post(
                        REPLIES,
                        "{\"title\":\"a \\\"b\\\", c\",\"content\":\"one\\ntwo;=1+2;\u2028\"}",
                        "Idempotency-Key",
                        "a;\"=1+2;b-1")
                .is(201);
        last = bob.creates("Bob's");
        bob.getAfter(last, REPLIES).is(200);
    }

    @Test
    void lines_are_the_entries_of_the_pages() {
        var lines = lines(ann, EVENTS);
        assertThat(lines.subList(0, lines.size() - 1))
                .isEqualTo(ann.get(EVENTS).is(200).list("data"));
    }

    @Test
    void last_line_says_that_it_is_all_and_up_to_where() {
        var end = lines(ann, EVENTS).get(2);
        assertThat(end.get("complete").booleanValue()).isTrue();
        assertThat(lines(ann, EVENTS + "?after=" + end.get("cursor").asString()))
                .hasSize(1);
        var more = ann.creates("one more");
        ann.getAfter(more, REPLIES);
        assertThat(lines(ann, EVENTS + "?after=" + end.get("cursor").asString()))
                .hasSize(2)
                .first()
                .extracting(line -> line.get("cursor").asString())
                .isEqualTo(more.cursor());
    }

    @Test
    void lines_are_filtered_like_pages() {
        assertThat(lines(auditor, EVENTS + "?user=" + ann.user())).hasSize(3);
        assertThat(lines(auditor, EVENTS + "?user=" + ann.user() + "&after=" + created.cursor()))
                .hasSize(2);
        assertThat(lines(auditor, EVENTS + "?actor=nobody")).hasSize(1);
        ann.get(EVENTS + "?user=" + bob.user(), "Accept", "application/x-ndjson")
                .isProblem(403, "forbidden");
        ann.get(EVENTS + "?after=x", "Accept", "application/x-ndjson").isProblem(400, "cursor.invalid");
    }

    @Test
    void auditor_gets_all_of_everybody() {
        var all = lines(auditor, EVENTS);
        assertThat(all).extracting(line -> line.path("user").asString()).contains(ann.user(), bob.user());
        assertThat(all.subList(0, all.size() - 1))
                .extracting(line -> Long.parseLong(line.get("cursor").asString().replaceFirst(".*\\.", "")))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void table_has_a_line_per_entry_and_at_last_that_it_is_all() {
        var answer = ann.get(EVENTS, "Accept", "text/csv").is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        var lines = answer.body().split("\r\n", -1);
        assertThat(lines).hasSize(5);
        assertThat(lines[0])
                .isEqualTo("\"cursor\",\"id\",\"type\",\"aggregate\",\"version\",\"time\",\"recordedAt\",\"actor\","
                        + "\"commandId\",\"user\",\"data\",\"correlationId\",\"traceparent\"");
        assertThat(lines[1])
                .startsWith("\"" + created.cursor() + "\",\"")
                .contains("\",\"reply:created\",\"reply/" + created.text("id") + "\",\"0\",\"")
                .contains("\"{\"\"id\"\":\"\"" + created.text("id"))
                .endsWith(",\"\",\"\"");
        assertThat(lines[3]).startsWith("\"#complete\",\"" + created.cursor().replaceFirst("\\..*", "."));
        assertThat(answer.body()).endsWith("\r\n");
    }

    @Test
    void table_keeps_quotes_and_is_harmless_to_a_spreadsheet() {
        var lines = ann.get(EVENTS, "Accept", "text/csv").is(200).body().split("\r\n", -1);
        assertThat(lines[1]).contains("\",\"'=1+1\",\"");
        assertThat(lines[2]).contains("a \\\"\"b\\\"\", c").contains("one\\ntwo");
    }

    /** One that splits lines at semicolons sees more cells. */
    @Test
    void table_is_harmless_to_a_spreadsheet_that_knows_other_separators() {
        var lines = ann.get(EVENTS, "Accept", "text/csv").is(200).body().split("\r\n", -1);
        assertThat(lines[2])
                .contains("\"a;\"\"'=1+2;b-1\"")
                .contains("two;\\u003d1+2;\\u2028")
                .doesNotContainPattern("[;\t]\"*[=+\\-@]");
    }

    @Test
    void table_has_the_data_as_it_is_in_the_lines() {
        var line = lines(ann, EVENTS).get(1);
        var table = ann.get(EVENTS, "Accept", "text/csv").is(200).body();
        var data = table.substring(table.lastIndexOf("\"{") + 1, table.lastIndexOf("}\"") + 1);
        assertThat(JSON.readTree(data.replace("\"\"", "\""))).isEqualTo(line.get("data"));
    }

    @Test
    void line_has_no_other_character_that_ends_a_line() {
        var body = ann.get(EVENTS, "Accept", "application/x-ndjson").is(200).body();
        assertThat(body).contains("\\u2028").doesNotContain("\u2028");
    }

    @Test
    void table_of_somebody_else_is_refused() {
        ann.get(EVENTS + "?user=" + bob.user(), "Accept", "text/csv").isProblem(403, "forbidden");
    }

    private static List<JsonNode> lines(Caller caller, String path) {
        var answer = caller.get(path, "Accept", "application/x-ndjson").is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body()).endsWith("}\n");
        return answer.body().lines().map(JSON::readTree).toList();
    }
}
