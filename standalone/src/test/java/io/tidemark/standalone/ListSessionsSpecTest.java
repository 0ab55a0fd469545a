package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.ends;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.starts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/sessions */
@ExtendWith(SharedTidemark.class)
class ListSessionsSpecTest {

    private final Caller ann;
    private final Caller bob;

    ListSessionsSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void newest_comes_first_and_stays_where_it_is() {
        start("a", 9);
        start("b", 10);
        start("c", 11);
        var last = ends(ann, localId("a")).is(200);
        assertThat(names(ann.getAfter(last, SESSIONS))).containsExactly("c", "b", "a");
        assertThat(ann.get(SESSIONS).list("data").get(2)).isEqualTo(last.json());
    }

    @Test
    void filtered_by_status_repository_and_time() {
        start("a", 9);
        start("b", 10);
        ann.post(SESSIONS + "/start", body(localId("c"), BOATS.replace("boats", "ships"), at(11)))
                .is(201);
        var last = ends(ann, localId("a")).is(200);
        assertThat(names(ann.getAfter(last, SESSIONS + "?status=open"))).containsExactly("c", "b");
        assertThat(names(ann.get(SESSIONS + "?status=ended"))).containsExactly("a");
        assertThat(names(ann.get(SESSIONS + "?repo=quay/boats"))).containsExactly("b", "a");
        assertThat(names(ann.get(SESSIONS + "?repo=quay%2Fships&status=open"))).containsExactly("c");
        assertThat(names(ann.get(SESSIONS + "?repo=lake/boats"))).isEmpty();
        assertThat(names(ann.get(SESSIONS + "?from=2026-11-20T10:00:00Z"))).containsExactly("c", "b");
        assertThat(names(ann.get(SESSIONS + "?to=2026-11-20T10:00:00Z"))).containsExactly("a");
        assertThat(names(ann.get(SESSIONS + "?from=2026-11-20T10:00:00Z&to=2026-11-20T11:00:00Z")))
                .containsExactly("b");
    }

    @Test
    void repository_is_found_by_its_name_in_any_case() {
        var react = "\"repoOwner\":\"Facebook\",\"repoName\":\"React\",\"prNumber\":7";
        var first = ann.post(SESSIONS + "/start", body(localId("a"), react)).is(201);
        var again = ann.post(SESSIONS + "/start", body(localId("a"), react.replace("Facebook", "facebook")));
        assertThat(again.is(200).json()).isEqualTo(first.json());
        var ended = ends(ann, localId("a"), react.replace("Facebook", "FACEBOOK"), "\"durationSeconds\":60")
                .is(200);
        assertThat(ended.text("repoOwner")).isEqualTo("Facebook");
        assertThat(names(ann.getAfter(ended, SESSIONS + "?repo=facebook/react")))
                .containsExactly("a");
        assertThat(names(ann.get(SESSIONS + "?repo=Facebook/REACT"))).containsExactly("a");
        assertThat(names(ann.get(SESSIONS + "?repo=facebook/reac"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void pages_have_each_row_once(int limit) {
        start("a", 9);
        start("b", 10);
        ann.getAfter(start("c", 11), SESSIONS).is(200);
        var all = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = ann.get(SESSIONS + "?limit=" + limit + (next.isEmpty() ? "" : "&after=" + next));
            all.addAll(names(page));
            next = page.json().get("next").stringValue(null);
        }
        assertThat(all).containsExactly("c", "b", "a");
    }

    @Test
    void nobody_sees_what_is_not_theirs() {
        var anns = start("a", 9);
        assertThat(names(bob.getAfter(anns, SESSIONS))).isEmpty();
        assertThat(names(bob.get(SESSIONS + "?repo=quay/boats&status=open"))).isEmpty();
        bob.get(anns.location()).isProblem(404, "not-found");
        assertThat(bob.get("/api/snapshot").is(200).list("sessions")).isEmpty();
        assertThat(bob.eventsUpTo(anns)).isEmpty();
    }

    @Test
    void snapshot_has_them_all() {
        var a = start("a", 9);
        var b = start("b", 10);
        assertThat(ann.getAfter(b, "/api/snapshot").is(200).list("sessions")).containsExactly(b.json(), a.json());
    }

    @Test
    void session_that_is_none_is_not_found() {
        ann.get(SESSIONS + "/" + UUID.randomUUID()).isProblem(404, "not-found");
        ann.get(SESSIONS + "/tab-1").isProblem(400, "session.id");
    }

    @ParameterizedTest
    @CsvSource({
        "status, done",
        "status, ''",
        "repo, boats",
        "repo, quay/boats/1",
        "repo, ''",
        "from, noon",
        "to, 2026-11-20",
        "from, -1000000000-01-01T00:00:00Z",
        "to, %2B1000000000-12-31T23:59:59Z",
        "limit, 0",
        "limit, 201",
        "after, x"
    })
    void what_cannot_be_asked_is_refused(String name, String value) {
        ann.get(SESSIONS + "?" + name + "=" + value).isProblem(400, name + ".invalid");
    }

    private Answer start(String localId, int hour) {
        return starts(ann, localId, at(hour)).is(201);
    }

    private static String at(int hour) {
        return String.format(Locale.ROOT, "\"startedAt\":\"2026-11-20T%02d:00:00Z\"", hour);
    }

    private static List<String> names(Answer page) {
        return page.is(200).list("data").stream()
                .map(row -> row.get("localId").stringValue())
                .toList();
    }
}
