package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /api/saved-replies */
@ExtendWith(SharedTidemark.class)
class CreateReplySpecTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Caller ann;
    private final Caller bob;

    CreateReplySpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void answers_with_the_whole_reply() {
        var answer = ann.post(REPLIES, """
                {"title":" Greeting ","content":" Hello 👋\\n","category":" office","tags":["b"," a","b"]}""").is(201);
        assertThat(answer.json().propertyNames())
                .containsExactly("id", "title", "content", "category", "tags", "version", "createdAt", "updatedAt");
        assertThat(answer.text("title")).isEqualTo("Greeting");
        assertThat(answer.text("content")).isEqualTo(" Hello 👋\n");
        assertThat(answer.text("category")).isEqualTo("office");
        assertThat(answer.json().get("tags")).hasToString("[\"b\",\"a\"]");
        assertThat(answer.json().get("version").longValue()).isZero();
        assertThat(answer.text("createdAt")).matches(TIME).isEqualTo(answer.text("updatedAt"));
    }

    @Test
    void says_in_headers_where_it_is_and_what_was_done() {
        var answer = ann.post(REPLIES, HELLO).is(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.location()).isEqualTo(REPLIES + "/" + answer.text("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.cursor()).matches("[0-9a-z]{1,16}\\.[1-9][0-9]*");
        assertThat(answer.header("Tidemark-Command")).matches("[0-9a-f-]{36}");
    }

    @Test
    void without_a_category_there_is_no_such_field() {
        var answer = ann.post(REPLIES, HELLO).is(201);
        assertThat(answer.json().has("category")).isFalse();
        assertThat(answer.list("tags")).isEmpty();
    }

    @Test
    void reply_is_read_where_the_answer_says() {
        var created = ann.post(REPLIES, HELLO).is(201);
        assertThat(ann.getAfter(created, created.location()).is(200).json()).isEqualTo(created.json());
    }

    @Test
    void client_may_choose_the_id() {
        var id = UUID.randomUUID().toString();
        var created = ann.post(REPLIES, withId(id, "Hello")).is(201);
        assertThat(created.text("id")).isEqualTo(id);
        assertThat(created.location()).isEqualTo(REPLIES + "/" + id);
    }

    @Test
    void same_creation_under_the_id_again_gets_the_first_answer_and_does_nothing() {
        var id = UUID.randomUUID().toString();
        var first = ann.post(REPLIES, withId(id, "Hello")).is(201);
        var again =
                ann.post(REPLIES, withId(id.toUpperCase(Locale.ROOT), "Hello")).is(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(again.header("ETag")).isEqualTo("\"0\"");
        assertThat(ann.eventsUpTo(again)).hasSize(1);
    }

    @Test
    void same_creation_again_gets_the_first_answer_even_after_changes() {
        var id = UUID.randomUUID().toString();
        var first = ann.post(REPLIES, withId(id, "Hello")).is(201);
        ann.patch(first.location(), "{\"content\":\"Bye\"}").is(200);
        ann.delete(first.location()).is(204);
        var again = ann.post(REPLIES, withId(id, "Hello")).is(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(ann.getAfter(again, first.location()).status()).isEqualTo(404);
    }

    @Test
    void another_creation_under_the_id_is_refused() {
        var id = UUID.randomUUID().toString();
        var first = ann.post(REPLIES, withId(id, "Hello")).is(201);
        ann.post(REPLIES, withId(id, "Bye")).isProblem(409, "reply.id-taken");
        bob.post(REPLIES, withId(id, "Hello")).isProblem(409, "reply.id-taken");
        assertThat(ann.eventsUpTo(first)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'content':'b'}                                    | reply.title-length",
                "{'title':null,'content':'b'}                       | reply.title-length",
                "{'title':' ','content':'b'}                        | reply.title-length",
                "{'title':'a'}                                      | reply.content-length",
                "{'title':'a','content':''}                         | reply.content-length",
                "{'title':'a','content':'b','category':''}          | reply.category-length",
                "{'title':'a','content':'b','category':' '}         | reply.category-length",
                "{'title':'a','content':'b','tags':['']}            | reply.tag-length",
                "{'title':'a','content':'b','tags':[null]}          | reply.tag-length",
                "{'title':'a','content':'b','id':''}                | reply.id",
                "{'title':'a','content':'b','id':'1-1-1-1-1'}       | reply.id"
            },
            quoteCharacter = '`')
    void value_that_cannot_be_is_refused(String body, String code) {
        ann.post(REPLIES, body.replace('\'', '"')).isProblem(400, code);
        assertThat(ann.get(REPLIES).is(200).list("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "title, 200, reply.title-length",
        "content, 10000, reply.content-length",
        "category, 50, reply.category-length"
    })
    void text_may_be_so_long_and_no_longer(String field, int max, String code) {
        var body = "{\"title\":\"a\",\"content\":\"b\"}";
        var other = body.replaceFirst("\"" + field + "\":\"[ab]\",?", "").replace(",}", "}");
        var longest = "👋".repeat(max);
        ann.post(REPLIES, with(other, field, "\"%s\"".formatted(longest))).is(201);
        ann.post(REPLIES, with(other, field, "\"%sa\"".formatted(longest))).isProblem(400, code);
    }

    @Test
    void there_may_be_20_tags_of_40_characters_and_no_more() {
        var tag = "👋".repeat(38);
        var twenty = tags(tag, 20);
        ann.post(REPLIES, with(HELLO, "tags", twenty)).is(201);
        ann.post(REPLIES, with(HELLO, "tags", tags(tag, 21))).isProblem(400, "reply.too-many-tags");
        ann.post(REPLIES, with(HELLO, "tags", "[\"" + tag + "abc\"]")).isProblem(400, "reply.tag-length");
    }

    private static String withId(String id, String content) {
        return "{\"id\":\"%s\",\"title\":\"Greeting\",\"content\":\"%s\"}".formatted(id, content);
    }

    private static String with(String object, String field, String json) {
        return object.substring(0, object.length() - 1) + ",\"%s\":%s}".formatted(field, json);
    }

    private static String tags(String prefix, int count) {
        return IntStream.range(10, 10 + count)
                .mapToObj(i -> "\"" + prefix + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
