package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.RunningTidemark.MAX_SNAPSHOT_ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** GET /api/snapshot */
@ExtendWith(SharedTidemark.class)
class SnapshotSpecTest {

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
    void too_much_for_one_answer_is_refused() {
        var writes = IntStream.range(0, MAX_SNAPSHOT_ROWS + 1)
                .mapToObj(i -> ann.sendSoon("POST", REPLIES, "{\"title\":\"%s\",\"content\":\"c\"}".formatted(i)))
                .toList();
        writes.forEach(write ->
                ann.getAfter(write.join().is(201), REPLIES + "?limit=1").is(200));
        ann.get("/api/snapshot").isProblem(409, "snapshot.too-large");
        var deleted = ann.delete(writes.get(0).join().location()).is(204);
        assertThat(ann.getAfter(deleted, "/api/snapshot").is(200).list("replies"))
                .hasSize(MAX_SNAPSHOT_ROWS);
    }
}
