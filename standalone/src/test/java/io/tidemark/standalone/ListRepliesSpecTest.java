package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/saved-replies */
@ExtendWith(SharedTidemark.class)
class ListRepliesSpecTest {

    private final Caller ann;
    private final Caller bob;

    ListRepliesSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void newest_comes_first_and_stays_where_it_is() {
        var a = ann.creates("a");
        ann.creates("b");
        ann.creates("c");
        var changed = ann.patch(a.location(), "{\"content\":\"Bye\"}").is(200);
        assertThat(titles(ann.getAfter(changed, REPLIES))).containsExactly("c", "b", "a");
    }

    @Test
    void rows_are_whole_replies() {
        var created = ann.post(REPLIES, """
                {"title":"Greeting","content":"Hello","category":"office","tags":["b","a"]}""").is(201);
        var answer = ann.getAfter(created, REPLIES).is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.list("data")).containsExactly(created.json());
        assertThat(answer.json().get("next").isNull()).isTrue();
    }

    @Test
    void cursor_is_that_of_the_rows() {
        var created = ann.creates("a");
        var cursor = ann.getAfter(created, REPLIES).is(200).cursor();
        var next = ann.creates("b");
        ann.getAfter(next, REPLIES).is(200);
        assertThat(ann.get("/api/changes?after=" + cursor).is(200).list("events"))
                .extracting(event -> event.get("data").get("title").stringValue())
                .containsExactly("b");
    }

    @Test
    void whoever_has_nothing_gets_an_empty_list() {
        var answer = ann.get(REPLIES).is(200);
        assertThat(answer.list("data")).isEmpty();
        assertThat(answer.json().get("next").isNull()).isTrue();
    }

    @Test
    void nobody_sees_what_is_not_theirs() {
        var created = ann.creates("secret");
        assertThat(titles(bob.getAfter(created, REPLIES))).isEmpty();
        assertThat(titles(bob.getAfter(created, REPLIES + "?q=secret"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 200})
    void pages_have_each_row_once(int limit) {
        var last = IntStream.range(0, 7)
                .mapToObj(i -> ann.creates("t" + i))
                .reduce((a, b) -> b)
                .orElseThrow();
        ann.getAfter(last, REPLIES).is(200);
        assertThat(allPages(limit)).containsExactly("t6", "t5", "t4", "t3", "t2", "t1", "t0");
    }

    @Test
    void without_a_limit_a_page_has_50_rows() {
        var sent = IntStream.range(0, 51)
                .mapToObj(i -> ann.sendSoon("POST", REPLIES, "{\"title\":\"%s\",\"content\":\"c\"}".formatted(i)))
                .toList();
        sent.forEach(each -> ann.getAfter(each.join().is(201), REPLIES + "?limit=1"));
        assertThat(ann.get(REPLIES).is(200).list("data")).hasSize(50);
        assertThat(allPages(50)).hasSize(51).doesNotHaveDuplicates();
    }

    @Test
    void what_is_new_does_not_shift_the_pages_behind() {
        ann.creates("a");
        ann.creates("b");
        var page = ann.getAfter(ann.creates("c"), REPLIES + "?limit=2").is(200);
        var later = ann.creates("d");
        assertThat(titles(page)).containsExactly("c", "b");
        assertThat(titles(ann.getAfter(later, REPLIES + "?limit=2&after=" + page.text("next"))))
                .containsExactly("a");
    }

    @Test
    void filtered_by_category_and_tag() {
        create("a", "office", "x");
        create("b", "office", "y");
        create("c", "home", "x");
        var last = ann.creates("d");
        assertThat(titles(ann.getAfter(last, REPLIES + "?category=office"))).containsExactly("b", "a");
        assertThat(titles(ann.get(REPLIES + "?tag=x"))).containsExactly("c", "a");
        assertThat(titles(ann.get(REPLIES + "?tag=x&category=office&q=A"))).containsExactly("a");
        assertThat(titles(ann.get(REPLIES + "?category=OFFICE&tag=X"))).containsExactly("a");
        assertThat(titles(ann.get(REPLIES + "?category=offic"))).isEmpty();
        assertThat(titles(ann.get(REPLIES + "?tag=%25"))).isEmpty();
        assertThat(titles(ann.get(REPLIES + "?category="))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ELL, hello", "Grüße, GRÜSSE grüße", "%, 100 %", "_, snake_case", "\\, back\\slash", "100%, 100% wool",
        "a_c, a_c", "\\\\, two\\\\", "' ', a b", "👋, wave 👋", "'\"', quo\"te", "'''', it's"
    })
    void found_by_the_very_text_in_title_or_content_of_any_case(String search, String text) {
        var json = text.replace("\\", "\\\\").replace("\"", "\\\"");
        ann.post(REPLIES, "{\"title\":\"abc 100x back/slash\",\"content\":\"1002 wool\"}")
                .is(201);
        ann.post(REPLIES, "{\"title\":\"in title: %s\",\"content\":\"z\"}".formatted(json))
                .is(201);
        var last = ann.post(REPLIES, "{\"title\":\"in content\",\"content\":\"z%s\"}".formatted(json))
                .is(201);
        assertThat(titles(ann.getAfter(last, REPLIES + "?q=" + encoded(search))))
                .contains("in content", "in title: " + text)
                .hasSize(search.isBlank() ? 3 : 2);
    }

    @ParameterizedTest
    @CsvSource({
        "cafe\u0301, caf\u00e9",
        "CAF\u00c9, cafe\u0301",
        "\ud55c\uad6d, \u1112\u1161\u11ab\u1100\u116e\u11a8",
        "\uff26\uff35\uff2c\uff2c, full",
        "fin, \ufb01n",
        "\u03a3\u03c3, \u03c3\u03c2",
        "k, \u212a",
        "\uff05, %",
        "100\uff05, 100%"
    })
    void found_however_it_was_typed(String search, String text) {
        var fields = "\"category\":\"%s\",\"tags\":[\"other\",\"%s\"]".formatted(text, text);
        ann.post(REPLIES, "{\"title\":\"b\",\"content\":\"z\"}").is(201);
        var created = ann.post(REPLIES, "{\"title\":\"b%s\",\"content\":\"z\",%s}".formatted(text, fields))
                .is(201);
        assertThat(created.text("category")).isEqualTo(text);
        ann.getAfter(created, REPLIES).is(200);
        for (var parameter : List.of("q", "category", "tag")) {
            assertThat(ann.get(REPLIES + "?" + parameter + "=" + encoded(search))
                            .is(200)
                            .list("data"))
                    .as(parameter)
                    .containsExactly(created.json());
        }
    }

    @Test
    void empty_search_finds_all() {
        assertThat(titles(ann.getAfter(ann.creates("a"), REPLIES + "?q="))).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, 201",
        "limit, ''",
        "limit, x",
        "limit, 1.5",
        "limit, 99999999999999999999",
        "after, 0",
        "after, -1",
        "after, ''",
        "after, x",
        "after, k7q2.5",
        "after, 99999999999999999999"
    })
    void number_out_of_bounds_is_refused(String name, String value) {
        ann.get(REPLIES + "?" + name + "=" + encoded(value)).isProblem(400, name + ".invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "q", "category", "tag", "after"})
    void parameters_are_in_the_address_and_nowhere_else(String name) {
        var created = ann.creates("a");
        assertThat(titles(ann.getAfter(created, REPLIES))).containsExactly("a");
        assertThat(titles(ann.get(REPLIES, name, "0"))).containsExactly("a");
    }

    private void create(String title, String category, String tag) {
        ann.post(
                        REPLIES,
                        "{\"title\":\"%s\",\"content\":\"z\",\"category\":\"%s\",\"tags\":[\"t\",\"%s\"]}"
                                .formatted(title, category, tag))
                .is(201);
    }

    private List<String> allPages(int limit) {
        var all = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = ann.get(REPLIES + "?limit=" + limit + (next.isEmpty() ? "" : "&after=" + next))
                    .is(200);
            all.addAll(titles(page));
            next = page.json().get("next").stringValue(null);
        }
        return all;
    }

    private static List<String> titles(Answer page) {
        return page.is(200).list("data").stream()
                .map(row -> row.get("title").stringValue())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
