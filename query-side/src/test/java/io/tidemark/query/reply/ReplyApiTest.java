package io.tidemark.query.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplyApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String[] TITLES_WITH_10 = IntStream.concat(
                    IntStream.of(1000),
                    IntStream.concat(IntStream.iterate(109, n -> n >= 100, n -> n - 1), IntStream.of(10)))
            .mapToObj(number -> "title " + number)
            .toList()
            .toArray(String[]::new);

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SavedReply reply = SavedReply.of(user);

    @Test
    void one_reply_is_answered_with_its_version_and_the_cursor() {
        var created = reply.created("Hello", "Text");
        long position = node.append(created, reply.retitled("Bye"));
        node.catchUp();
        var answer = get("/" + reply.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(cursorOf(answer)).isGreaterThanOrEqualTo(position);
        var body = JSON.readTree(answer.body());
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "title", "content", "category", "tags", "version", "createdAt", "updatedAt");
        assertThat(body.path("title").asString()).isEqualTo("Bye");
        assertThat(body.path("version").asLong()).isEqualTo(1);
        assertThat(body.path("createdAt").asString()).matches(".*T.*\\.\\d{3}Z");
    }

    @Test
    void a_deleted_one_is_not_there() {
        node.append(reply.created(), reply.deleted());
        node.catchUp();
        assertThat(get("/" + reply.id()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_text_that_is_no_id_is_refused() {
        assertThat(get("/17").statusCode()).isEqualTo(400);
    }

    @Test
    void the_list_has_the_newest_first() {
        var older = SavedReply.of(user);
        node.append(reply.created("a", ""), older.created("b", ""), reply.retitled("c"));
        node.catchUp();
        assertThat(titles(list(""))).containsExactly("b", "c");
    }

    @Test
    void the_pages_of_a_list_have_each_reply_once() {
        node.append(IntStream.range(0, 7)
                .mapToObj(each -> SavedReply.of(user).created("title " + each, "content"))
                .toList());
        node.catchUp();
        var first = list("?limit=3");
        var second = list("?limit=3&after=" + first.path("next").asString());
        var third = list("?limit=3&after=" + second.path("next").asString());
        assertThat(titles(first)).containsExactly("title 6", "title 5", "title 4");
        assertThat(titles(second)).containsExactly("title 3", "title 2", "title 1");
        assertThat(titles(third)).containsExactly("title 0");
        assertThat(third.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"category=work,A", "category=none,''", "tag=x,A", "q=a,A", "q=TEXT,A B", "q=%25,B", "q=_,''"})
    void a_list_is_searched_by_category_tag_and_words(String query, String found) {
        var other = SavedReply.of(user);
        node.append(
                reply.recorded(new ReplyCreated(reply.id(), user, "A", "text", "work", List.of("x", "y"))),
                other.recorded(new ReplyCreated(other.id(), user, "B", "100 % text", null, List.of("z"))));
        node.catchUp();
        assertThat(titles(list("?" + query)))
                .containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" "));
    }

    @Test
    void a_search_that_is_too_long_for_one_page_goes_on_in_the_next() {
        node.jdbc().sql("""
                INSERT INTO reply_view (id, owner, title, content, tags, version, created_position, position, created_at,
                                        updated_at)
                SELECT gen_random_uuid(), ?, 'title ' || n, repeat('x', 10000), '{}', 0, n, n, now(), now()
                FROM generate_series(1, 1000) n
                """).params(user).update();
        var found = new ArrayList<String>();
        int pages = 0;
        for (String next = ""; next != null; pages++) {
            var page = list("?q=TITLE%2010" + (next.isEmpty() ? "" : "&after=" + next));
            found.addAll(titles(page));
            next = page.path("next").stringValue(null);
        }
        assertThat(found).containsExactly(TITLES_WITH_10).hasSize(12);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "after=0", "after=x"})
    void a_parameter_out_of_bounds_is_refused(String query) {
        assertThat(get("?" + query).statusCode()).isEqualTo(400);
    }

    private JsonNode list(String query) {
        return JSON.readTree(get(query).body());
    }

    private HttpResponse<String> get(String path) {
        return node.get(user, "/api/saved-replies" + path);
    }

    private static long cursorOf(HttpResponse<String> answer) {
        var cursor = answer.headers().firstValue("Tidemark-Cursor").orElseThrow();
        return Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
    }

    private static List<String> titles(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(each -> each.path("title").asString())
                .toList();
    }
}
