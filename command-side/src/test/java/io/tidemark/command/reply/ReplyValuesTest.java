package io.tidemark.command.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.edge.refusal.Refused;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the values of a saved reply. A character beyond the basic plane counts as one. */
class ReplyValuesTest {

    private static final String WAVE = "👋";

    /** One text of a reply: how it is made, how long it may be, and the code of the refusal. */
    private record Text(String name, Function<String, String> make, int maxLength, String code) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Text TITLE =
            new Text("title", raw -> ReplyTitle.parse(raw).value(), ReplyTitle.MAX_LENGTH, "reply.title-length");
    private static final Text CONTENT = new Text(
            "content", raw -> ReplyContent.parse(raw).value(), ReplyContent.MAX_LENGTH, "reply.content-length");
    private static final Text CATEGORY = new Text(
            "category", raw -> new ReplyCategory(raw).value(), ReplyCategory.MAX_LENGTH, "reply.category-length");
    private static final Text TAG = new Text(
            "tag", raw -> ReplyTags.parse(List.of(raw)).values().get(0), ReplyTags.MAX_LENGTH, "reply.tag-length");

    static Stream<Text> texts() {
        return Stream.of(TITLE, CONTENT, CATEGORY, TAG);
    }

    static Stream<Text> namesOfThings() {
        return Stream.of(TITLE, CATEGORY, TAG);
    }

    static Stream<Arguments> characters() {
        return texts().flatMap(text -> Stream.of("a", "é", "語", WAVE).map(each -> arguments(text, each)));
    }

    @Test
    void limits_are_those_of_the_api() {
        assertThat(texts().map(Text::maxLength)).containsExactly(200, 10_000, 50, 40);
    }

    @ParameterizedTest
    @MethodSource("characters")
    void as_long_as_is_allowed_is_taken_as_it_is(Text text, String character) {
        var longest = character.repeat(text.maxLength());
        assertThat(text.make().apply(longest)).isEqualTo(longest);
    }

    @ParameterizedTest
    @MethodSource("characters")
    void one_character_more_is_refused(Text text, String character) {
        var tooLong = character.repeat(text.maxLength() + 1);
        assertRefused(text.code(), () -> text.make().apply(tooLong));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void nothing_is_refused(Text text) {
        assertRefused(text.code(), () -> text.make().apply(""));
    }

    @ParameterizedTest
    @MethodSource("namesOfThings")
    void outer_white_space_does_not_count(Text text) {
        var longest = "a".repeat(text.maxLength());
        assertThat(text.make().apply(" \t\n\u2003" + longest + " \u3000")).isEqualTo(longest);
    }

    static Stream<Arguments> invisible() {
        return texts().flatMap(text -> Stream.of(
                        " \t\n\u2003",
                        "\u00a0",
                        "\u200b",
                        "\ufeff",
                        "\u2060",
                        "\u00ad",
                        "\u200b \u200d\u3164",
                        "\ufe0f")
                .map(each -> arguments(text, each)));
    }

    @ParameterizedTest
    @MethodSource("invisible")
    void what_nobody_sees_is_nothing(Text text, String characters) {
        assertRefused(text.code(), () -> text.make().apply(characters));
        assertThat(text.make().apply("a" + characters + "b")).isEqualTo("a" + characters + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a\n", "  indented\n\n", "\u200b\u00a0a\ufeff"})
    void content_keeps_its_white_space(String content) {
        assertThat(new ReplyContent(content).value()).isEqualTo(content);
    }

    @Test
    void title_and_content_cannot_be_left_out() {
        assertRefused("reply.title-length", () -> ReplyTitle.parse(null));
        assertRefused("reply.content-length", () -> ReplyContent.parse(null));
    }

    @Test
    void no_tags_are_an_empty_list() {
        assertThat(ReplyTags.parse(null).values()).isEmpty();
        assertThat(ReplyTags.parse(List.of()).values()).isEmpty();
    }

    @Test
    void tags_keep_their_order_and_each_is_there_once() {
        assertThat(ReplyTags.parse(List.of("b", " a", "b ", "a")).values()).containsExactly("b", "a");
    }

    @Test
    void tags_that_compare_equal_are_one_as_it_was_typed_first() {
        var tags = List.of("Cafe\u0301", "CAF\u00c9", "caf\u00e9", "\ufb01n", "FIN", "\u03a3\u03c2", "\u03c3\u03c3");
        assertThat(ReplyTags.parse(tags).values()).containsExactly("Cafe\u0301", "\ufb01n", "\u03a3\u03c2");
    }

    @Test
    void tag_that_is_null_is_refused() {
        assertRefused("reply.tag-length", () -> ReplyTags.parse(Collections.singletonList(null)));
    }

    @Test
    void there_may_be_20_different_tags() {
        var tags = Stream.concat(tags(20), tags(20)).toArray(String[]::new);
        assertThat(new ReplyTags(Arrays.asList(tags)).values()).hasSize(20);
    }

    @Test
    void the_21st_tag_is_refused() {
        assertRefused("reply.too-many-tags", () -> new ReplyTags(tags(21).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6f1c2d4e-0000-4000-8000-00000000000a", "6F1C2D4E-0000-4000-8000-00000000000A"})
    void id_is_a_uuid_of_any_case(String id) {
        assertThat(ReplyId.parse(id)).hasToString("reply/6f1c2d4e-0000-4000-8000-00000000000a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-1-1-1-1",
                "6f1c2d4e00004000800000000000000a",
                "6f1c2d4e-0000-4000-8000-00000000000",
                "6f1c2d4e-0000-4000-8000-00000000000g",
                "6f1c2d4e-0000-4000-8000-00000000000a\n",
                "{6f1c2d4e-0000-4000-8000-00000000000a}",
                "reply/6f1c2d4e-0000-4000-8000-00000000000a"
            })
    void anything_else_is_no_id(String id) {
        assertRefused("reply.id", () -> ReplyId.parse(id));
    }

    private static Stream<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString);
    }

    private static void assertRefused(String code, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.code()).isEqualTo(code);
        });
    }
}
