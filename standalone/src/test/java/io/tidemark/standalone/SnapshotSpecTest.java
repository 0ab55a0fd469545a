package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /api/snapshot */
@ExtendWith(SharedTidemark.class)
class SnapshotSpecTest {

    private static final int MAX_PAGE = 1 << 20;

    /** What an answer has besides its rows. */
    private static final int ENVELOPE = 1 << 10;

    private final Caller ann;
    private final Caller bob;

    SnapshotSpecTest(RunningTidemark tidemark) {
        ann = tidemark.newUser();
        bob = tidemark.newUser();
    }

    @Test
    void has_all_that_is_the_callers() {
        var first = ann.creates("a");
        var last = ann.creates("b");
        var snapshot = ann.getAfter(last, "/api/snapshot").is(200);
        assertThat(snapshot.json().propertyNames())
                .containsExactlyInAnyOrder("cursor", "businesses", "products", "replies", "sessions");
        assertThat(snapshot.list("replies")).containsExactly(last.json(), first.json());
        assertThat(snapshot.text("cursor")).isEqualTo(snapshot.cursor());
        assertThat(snapshot.header("Content-Type")).isEqualTo("application/json");
        assertThat(snapshot.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void is_empty_for_whoever_has_nothing() {
        assertThat(ann.get("/api/snapshot").is(200).list("replies")).isEmpty();
    }

    @Test
    void has_nothing_of_others() {
        var created = ann.creates("secret");
        assertThat(bob.getAfter(created, "/api/snapshot").is(200).body()).doesNotContain("secret");
    }

    @Test
    void what_follows_its_cursor_is_exactly_what_it_has_not() {
        var a = ann.creates("a");
        var snapshot = ann.getAfter(a, "/api/snapshot").is(200);
        var changed = ann.patch(a.location(), "{\"title\":\"b\"}").is(200);
        ann.getAfter(changed, a.location()).is(200);
        assertThat(ann.get("/api/changes?after=" + snapshot.cursor()).is(200).list("events"))
                .extracting(event -> event.get("type").stringValue())
                .containsExactly("reply:updated");
    }

    @Test
    void meets_the_changes_without_gap_or_overlap_while_things_change() {
        var writes = IntStream.range(0, 30)
                .mapToObj(i -> ann.sendSoon("POST", REPLIES, "{\"title\":\"%s\",\"content\":\"c\"}".formatted(i)))
                .toList();
        var snapshot = ann.get("/api/snapshot").is(200);
        writes.forEach(write ->
                ann.getAfter(write.join().is(201), REPLIES + "?limit=1").is(200));
        var then = snapshot.list("replies").stream().map(row -> row.get("id").stringValue());
        var since = ann.get("/api/changes?after=" + snapshot.cursor()).is(200).list("events").stream()
                .map(event -> event.get("data").get("id").stringValue());
        assertThat(Stream.concat(then, since))
                .containsExactlyInAnyOrderElementsOf(writes.stream()
                        .map(CompletableFuture::join)
                        .map(answer -> answer.text("id"))
                        .toList());
    }

    @Test
    void what_is_too_large_for_one_page_goes_on_in_the_next() {
        var large = "\u00e9".repeat(10_000);
        var last = IntStream.range(0, 80)
                .mapToObj(i -> ann.post(REPLIES, "{\"title\":\"%s\",\"content\":\"%s\"}".formatted(i, large)))
                .reduce((a, b) -> b)
                .orElseThrow();
        var page = ann.getAfter(last.is(201), "/api/snapshot").is(200);
        var cursor = page.cursor();
        var titles = new ArrayList<String>();
        while (true) {
            page.list("replies").forEach(row -> titles.add(row.get("title").stringValue()));
            assertThat(page.body().getBytes(UTF_8).length).isLessThan(MAX_PAGE + ENVELOPE);
            assertThat(page.cursor()).isEqualTo(page.text("cursor")).isEqualTo(cursor);
            if (!page.json().has("next")) {
                break;
            }
            ann.creates("in between");
            page = ann.get("/api/snapshot?after=" + page.text("next")).is(200);
        }
        assertThat(titles)
                .containsExactlyElementsOf(IntStream.iterate(79, i -> i >= 0, i -> i - 1)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x.1-1", "abcdefgh.1-replies-1", "1-1", "99999999999999999999"})
    void what_no_page_named_as_the_next_is_refused(String after) {
        ann.get("/api/snapshot?after=" + after).isProblem(400, "after.invalid");
        ann.get(REPLIES + "?after=" + after).isProblem(400, "after.invalid");
    }
}
