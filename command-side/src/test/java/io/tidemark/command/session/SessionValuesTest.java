package io.tidemark.command.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the values of a work session. */
class SessionValuesTest {

    private static final String AT = "2026-11-20T12:00:00Z";

    @ParameterizedTest
    @ValueSource(strings = {"a", "tab-1", "日本", "👋", "a/b:c?\\\"'"})
    void name_on_a_device_is_any_visible_text(String name) {
        assertThat(LocalId.parse(name).value()).isEqualTo(name);
    }

    @Test
    void name_on_a_device_has_100_characters_at_most() {
        assertThat(LocalId.parse("👋".repeat(100)).value()).hasSize(200);
        assertRefused("session.local-id", () -> LocalId.parse("a".repeat(101)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u0007", "\u00a0", "\u200b", "\u2028"})
    void name_that_cannot_be_seen_is_refused(@Nullable String name) {
        assertRefused("session.local-id", () -> LocalId.parse(name));
    }

    @Test
    void id_is_the_same_for_the_same_user_and_name_and_no_other() {
        var id = SessionId.of("ann", new LocalId("tab-1"));
        assertThat(id).hasToString("session/" + id.value());
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(SessionId.of("ann", new LocalId("tab-1"))).isEqualTo(id);
        assertThat(SessionId.of("ann", new LocalId("tab-2"))).isNotEqualTo(id);
        assertThat(SessionId.of("bob", new LocalId("tab-1"))).isNotEqualTo(id);
        assertThat(SessionId.of("annt", new LocalId("ab-1"))).isNotEqualTo(id);
    }

    /** Devices keep ids: an id that derives differently after an upgrade would split a session in two. */
    @Test
    void id_never_changes() {
        assertThat(SessionId.of("ann", new LocalId("tab-1")).value())
                .hasToString("bfd95c68-1945-841b-892e-355473cfffb4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6f1c2d4e", "6f1c2d4e-0000-4000-8000-00000000000g", "session/6f1c2d4e"})
    void id_that_is_no_uuid_is_refused(String id) {
        assertRefused("session.id", () -> SessionId.parse(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Quay", "my.repo_1-x"})
    void repository_is_named_as_github_names_it(String name) {
        assertThat(new PullRequest(name, name, 1).repoOwner()).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a/b", "ö", "a b", "a\n"})
    void repository_of_any_other_name_is_refused(@Nullable String name) {
        assertRefused("session.repo-owner", () -> PullRequest.parse(name, "a", 1L));
        assertRefused("session.repo-name", () -> PullRequest.parse("a", name, 1L));
    }

    @Test
    void repositories_are_compared_without_their_case() {
        var react = new PullRequest("Facebook", "React", 7);
        assertThat(react.isSame(new PullRequest("facebook", "REACT", 7))).isTrue();
        assertThat(react.isSame(new PullRequest("facebook", "react", 8))).isFalse();
        assertThat(react.isSame(new PullRequest("facebook", "react-dom", 7))).isFalse();
        assertThat(react.isSame(new PullRequest("face-book", "React", 7))).isFalse();
    }

    @Test
    void names_of_repositories_have_100_characters_at_most() {
        var longest = "a".repeat(100);
        assertThat(PullRequest.parse(longest, longest, 1L).repoName()).isEqualTo(longest);
        assertRefused("session.repo-owner", () -> PullRequest.parse(longest + "a", longest, 1L));
        assertRefused("session.repo-name", () -> PullRequest.parse(longest, longest + "a", 1L));
    }

    @Test
    void pull_request_has_a_number() {
        assertThat(PullRequest.parse("a", "b", 2_147_483_647L).number()).isEqualTo(2_147_483_647L);
        assertRefused("session.pr-number", () -> PullRequest.parse("a", "b", null));
        assertRefused("session.pr-number", () -> PullRequest.parse("a", "b", 0L));
        assertRefused("session.pr-number", () -> PullRequest.parse("a", "b", 2_147_483_648L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "2026-11-20T12:00:00.5Z", "2099-12-31T23:59:59.999Z"})
    void time_of_this_century_is_taken(String time) {
        assertThat(DeviceTime.parse("code", time)).isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1999-12-31T23:59:59.999Z", "2100-01-01T00:00:00Z", "2026-11-20", "12:00", "", "1700000000"})
    void any_other_time_is_refused(String time) {
        assertRefused("code", () -> DeviceTime.parse("code", time));
    }

    @Test
    void time_is_kept_to_the_millisecond() {
        assertThat(DeviceTime.parse("code", "2026-11-20T12:00:00.123987Z"))
                .isEqualTo(Instant.parse("2026-11-20T12:00:00.123Z"));
        assertThat(DeviceTime.parse("code", null)).isNull();
    }

    @Test
    void activity_is_done_once_unless_told() {
        var activity = Activities.parse(List.of(sent("a", "comment", AT, null)))
                .values()
                .get(0);
        assertThat(activity.count()).isEqualTo(1);
        assertThat(activity.at()).isEqualTo(Instant.parse(AT));
    }

    @Test
    void activity_that_is_there_twice_counts_as_first_told() {
        var activities = Activities.parse(List.of(sent("a", "comment", AT, 1L), sent("a", "scroll", AT, 2L)));
        assertThat(activities.values()).singleElement().extracting("kind").isEqualTo("comment");
    }

    @Test
    void there_are_1_to_500_activities() {
        assertThat(Activities.parse(many(500)).values()).hasSize(500);
        assertRefused("session.activities", () -> Activities.parse(many(501)));
        assertRefused("session.activities", () -> Activities.parse(List.of()));
        assertRefused("session.activities", () -> Activities.parse(null));
        assertRefused("session.activities", () -> Activities.parse(Collections.singletonList(null)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "Comment", "1st", "-a", "a b", "a_b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void kind_is_a_short_name(@Nullable String kind) {
        assertRefused("session.activity-kind", () -> parse(sent("a", kind, AT, 1L)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_000_001})
    void count_is_from_1_to_a_million(long count) {
        assertRefused("session.activity-count", () -> parse(sent("a", "comment", AT, count)));
        assertThat(Activities.parse(List.of(sent("a", "comment", AT, 1_000_000L)))
                        .values())
                .hasSize(1);
    }

    @Test
    void activity_has_a_name_and_a_time() {
        assertRefused("session.local-id", () -> parse(sent(null, "comment", AT, 1L)));
        assertRefused("session.activity-at", () -> parse(sent("a", "comment", null, 1L)));
        assertRefused("session.activity-at", () -> parse(sent("a", "comment", "noon", 1L)));
    }

    private static void parse(Activities.Sent... sent) {
        Activities.parse(Arrays.asList(sent));
    }

    private static List<Activities.Sent> many(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> sent("a" + i, "comment", AT, 1L))
                .toList();
    }

    private static Activities.Sent sent(
            @Nullable String localId, @Nullable String kind, @Nullable String at, @Nullable Long count) {
        return new Activities.Sent(localId, kind, at, count);
    }

    private static void assertRefused(String code, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.code()).isEqualTo(code);
        });
    }
}
