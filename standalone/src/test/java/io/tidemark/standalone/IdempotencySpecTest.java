package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency-Key: a command that is sent again is done once and answered the same. */
@ExtendWith(SharedTidemark.class)
class IdempotencySpecTest {

    private static final String KEY = "Idempotency-Key";

    private final RunningTidemark tidemark;
    private final Caller ann;

    IdempotencySpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
    }

    @Test
    void creation_again_gets_the_same_answer() {
        var first = ann.post(REPLIES, HELLO, KEY, "k").is(201);
        var again = ann.post(REPLIES, HELLO, KEY, "k").is(201);
        assertSame(again, first);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(ann.eventsUpTo(again)).hasSize(1);
    }

    @Test
    void creation_again_gets_the_same_answer_even_after_it_was_changed_and_deleted() {
        var first = ann.post(REPLIES, HELLO, KEY, "k").is(201);
        ann.patch(first.location(), "{\"title\":\"Farewell\"}").is(200);
        ann.delete(first.location()).is(204);
        assertSame(ann.post(REPLIES, HELLO, KEY, "k").is(201), first);
    }

    @Test
    void change_again_gets_the_same_answer_and_undoes_nothing() {
        var reply = ann.creates("Greeting").location();
        var first = ann.patch(reply, "{\"title\":\"Farewell\"}", KEY, "k").is(200);
        var later = ann.patch(reply, "{\"title\":\"Later\"}").is(200);
        assertSame(ann.patch(reply, "{\"title\":\"Farewell\"}", KEY, "k").is(200), first);
        assertThat(ann.getAfter(later, reply).is(200).text("title")).isEqualTo("Later");
    }

    @Test
    void change_on_an_expected_version_can_be_sent_again() {
        var reply = ann.creates("Greeting").location();
        var first = ann.patch(reply, "{\"title\":\"Farewell\"}", KEY, "k", "If-Match", "\"0\"")
                .is(200);
        var again = ann.patch(reply, "{\"title\":\"Farewell\"}", KEY, "k", "If-Match", "\"0\"")
                .is(200);
        assertSame(again, first);
    }

    @Test
    void change_that_changed_nothing_changes_nothing_when_it_comes_again() {
        var reply = ann.creates("Greeting").location();
        var first = ann.patch(reply, "{\"title\":\"Greeting\"}", KEY, "k").is(200);
        var later = ann.patch(reply, "{\"title\":\"Later\"}").is(200);
        assertSame(ann.patch(reply, "{\"title\":\"Greeting\"}", KEY, "k").is(200), first);
        assertThat(ann.getAfter(later, reply).is(200).text("title")).isEqualTo("Later");
        assertThat(ann.eventsUpTo(later)).hasSize(2);
    }

    @Test
    void deletion_again_gets_the_same_answer() {
        var reply = ann.creates("Greeting").location();
        var first = ann.delete(reply, KEY, "k").is(204);
        var again = ann.delete(reply, KEY, "k").is(204);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.cursor()).isEqualTo(first.cursor());
        assertThat(ann.eventsUpTo(again)).hasSize(2);
    }

    @Test
    void answer_and_event_carry_the_key_as_the_id_of_the_command() {
        var created = ann.post(REPLIES, HELLO, KEY, "mine/1!~").is(201);
        assertThat(created.header("Tidemark-Command")).isEqualTo("mine/1!~");
        assertThat(ann.eventsUpTo(created))
                .first()
                .satisfies(event ->
                        assertThat(event.get("commandid").stringValue()).isEqualTo("mine/1!~"));
    }

    static Stream<Arguments> otherRequests() {
        var farewell = "{\"title\":\"Farewell\"}";
        return Stream.of(
                arguments("PATCH", 0, "{\"title\":\"Other\"}", List.of(KEY, "k")),
                arguments("PATCH", 1, farewell, List.of(KEY, "k")),
                arguments("PATCH", 0, farewell, List.of(KEY, "k", "If-Match", "\"1\"")),
                arguments("DELETE", 0, "", List.of(KEY, "k")));
    }

    @ParameterizedTest
    @MethodSource("otherRequests")
    void key_that_was_used_for_another_request_is_refused(String method, int reply, String body, List<String> headers) {
        var replies = List.of(ann.creates("A").location(), ann.creates("B").location());
        var first =
                ann.patch(replies.get(0), "{\"title\":\"Farewell\"}", KEY, "k").is(200);
        ann.sendSoon(method, replies.get(reply), body, headers.toArray(String[]::new))
                .join()
                .isProblem(422, "idempotency-key.reused");
        assertThat(ann.eventsUpTo(first)).hasSize(3);
    }

    static Stream<Arguments> sameBodies() {
        return Stream.of(
                arguments("{\"title\":\"A\",\"content\":\"b\"}", " { \"content\" : \"b\", \"title\":\"\\u0041\"}"),
                arguments("{\"title\":\"A\",\"tags\":null}", "{\"tags\":[],\"title\":\" A \"}"),
                arguments("{\"title\":\"A\",\"category\":null}", "{\"category\":null,\"title\":\"A\"}"));
    }

    @ParameterizedTest
    @MethodSource("sameBodies")
    void change_in_another_spelling_is_the_same_change(String body, String again) {
        var reply = ann.creates("Greeting").location();
        var first = ann.patch(reply, body, KEY, "k").is(200);
        assertSame(
                ann.patch(reply, again, KEY, "k", "Content-Type", "application/merge-patch+json")
                        .is(200),
                first);
        assertThat(ann.eventsUpTo(first)).hasSize(2);
    }

    @Test
    void creation_in_another_spelling_is_the_same_creation() {
        var first = ann.post(REPLIES, HELLO, KEY, "k").is(201);
        var again = "{\"tags\":[],\"category\":null,\"content\":\"Hello\",\"title\":\"Greeting\"}";
        assertSame(ann.post(REPLIES, again, KEY, "k").is(201), first);
    }

    @Test
    void same_expected_versions_are_the_same_request() {
        var reply = ann.creates("Greeting").location();
        var first = ann.patch(reply, "{\"title\":\"A\"}", KEY, "k", "If-Match", "\"1\", \"0\"")
                .is(200);
        assertSame(
                ann.patch(reply, "{\"title\":\"A\"}", KEY, "k", "If-Match", "W/\"0\",\"1\"")
                        .is(200),
                first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "12.5", "\"12.5\"", "\"12.500\"", "1.25e1", "\"125E-1\""})
    void price_in_another_spelling_is_the_same_price(String price) {
        var shop = Shop.of(tidemark, "Quay");
        var patch = "{\"price\":%s,\"currency\":\"USD\"}";
        var first = shop.owner()
                .patch(shop.path(), patch.formatted("12.50"), KEY, "k")
                .is(200);
        assertSame(
                shop.owner()
                        .patch(shop.path(), patch.formatted(price), KEY, "k")
                        .is(200),
                first);
        shop.owner().patch(shop.path(), patch.formatted("12.51"), KEY, "k").isProblem(422, "idempotency-key.reused");
        var product = "{\"name\":\"a\",\"currency\":\"EUR\",\"price\":%s}";
        var created = shop.owner()
                .post(shop.products(), product.formatted("12.5"), KEY, "n")
                .is(201);
        assertSame(
                shop.owner()
                        .post(shop.products(), product.formatted(price), KEY, "n")
                        .is(201),
                created);
    }

    @Test
    void report_in_another_spelling_is_the_same_report() {
        var shop = Shop.of(tidemark, "Quay");
        shop.enrich().is(202);
        var workflow = Shop.workflow(tidemark);
        var first = workflow.patch(shop.path(), "{\"status\":\"enriched\"}", KEY, "k")
                .is(200);
        var again = "{\"reason\":null,\"generatedCaption\":null,\"status\":\"enriched\"}";
        assertSame(workflow.patch(shop.path(), again, KEY, "k").is(200), first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"category\":\"b\"}", "{\"category\":null,\"title\":\"A\"}", "{\"tags\":null}"})
    void field_that_is_absent_is_not_one_that_is_cleared(String other) {
        var reply = ann.creates("Greeting").location();
        ann.patch(reply, "{\"category\":null}", KEY, "k").is(200);
        ann.patch(reply, other, KEY, "k").isProblem(422, "idempotency-key.reused");
    }

    @Test
    void creation_with_another_body_is_refused() {
        var first = ann.post(REPLIES, HELLO, KEY, "k").is(201);
        ann.post(REPLIES, HELLO.replace("Hello", "Bye"), KEY, "k").isProblem(422, "idempotency-key.reused");
        assertThat(ann.eventsUpTo(first)).hasSize(1);
    }

    @Test
    void refusal_does_not_use_up_the_key() {
        var reply = ann.creates("Greeting").location();
        ann.patch(reply, "{\"title\":\"A\"}", KEY, "k", "If-Match", "\"7\"").isProblem(412, "stale-version");
        ann.patch(reply, "{\"title\":\"B\"}", KEY, "k").is(200);
    }

    @Test
    void each_user_has_keys_of_their_own() {
        var name = "user-" + UUID.randomUUID();
        var slashed = tidemark.as(name + "/x");
        var other = tidemark.as(name);
        var first = slashed.post(REPLIES, HELLO, KEY, "1").is(201);
        var second = other.post(REPLIES, HELLO, KEY, "x/1").is(201);
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
        assertThat(ann.post(REPLIES, HELLO, KEY, "1").is(201).text("id")).isNotEqualTo(first.text("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\tb"})
    void key_that_is_no_key_is_refused(String key) {
        ann.post(REPLIES, HELLO, KEY, key).isProblem(400, "idempotency-key.invalid");
        assertThat(ann.get(REPLIES).is(200).list("data")).isEmpty();
    }

    @Test
    void key_has_200_characters_at_most() {
        ann.post(REPLIES, HELLO, KEY, "k".repeat(200)).is(201);
        ann.post(REPLIES, HELLO, KEY, "k".repeat(201)).isProblem(400, "idempotency-key.invalid");
    }

    @Test
    void duplicates_at_the_same_time_do_it_once() {
        var answers = atOnce(() -> ann.sendSoon("POST", REPLIES, HELLO, KEY, "k"));
        assertThat(answers).allSatisfy(answer -> assertSame(answer.is(201), answers.get(0)));
        assertThat(answers)
                .extracting(Answer::location)
                .containsOnly(answers.get(0).location());
        assertThat(ann.eventsUpTo(answers.get(0))).hasSize(1);
    }

    @Test
    void changes_of_nothing_at_the_same_time_are_answered_the_same() {
        var reply = ann.creates("Greeting").location();
        var answers = atOnce(() -> ann.sendSoon("PATCH", reply, "{\"title\":\"Greeting\"}", KEY, "k"));
        assertThat(answers).allSatisfy(answer -> assertSame(answer.is(200), answers.get(0)));
    }

    @Test
    void creations_under_one_id_at_the_same_time_do_it_once() {
        var body = "{\"id\":\"%s\",%s".formatted(UUID.randomUUID(), HELLO.substring(1));
        var answers = atOnce(() -> ann.sendSoon("POST", REPLIES, body));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.is(201).body())
                        .isEqualTo(answers.get(0).body()));
        assertThat(ann.eventsUpTo(answers.get(0))).hasSize(1);
    }

    private static List<Answer> atOnce(Supplier<CompletableFuture<Answer>> request) {
        var sent = IntStream.range(0, 16).mapToObj(i -> request.get()).toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.cursor()).isEqualTo(first.cursor());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Tidemark-Command")).isEqualTo(first.header("Tidemark-Command"));
    }
}
