package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.Shop.BUSINESSES;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Pages that are read while their rows change, and the stream from their cursor, make up every row as it is at last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesUnderWritersSpecTest {

    private static final int ROWS = 12;

    private final RunningTidemark tidemark = RunningTidemark.startWith("tidemark.reads.max-page-size=1KB");
    private final Shop shop = Shop.of(tidemark, "Quay");
    private final Caller ann = shop.owner();

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void replies() {
        var all = created(REPLIES, "{\"title\":\"%s\",\"content\":\"Hello\",\"category\":\"office\"}");
        assertWhole(REPLIES, changing(all, REPLIES, "title", "{\"title\":\"%s\",\"content\":\"Hello\"}", true));
    }

    @Test
    void businesses() {
        var all = created(BUSINESSES, "{\"name\":\"%s\",\"description\":\"Boats\"}");
        assertWhole(BUSINESSES, changing(all, BUSINESSES, "name", "{\"name\":\"%s\"}", false));
    }

    @Test
    void products() {
        var path = shop.products();
        var all = created(path, "{\"name\":\"%s\",\"price\":\"12.50\",\"currency\":\"EUR\"}");
        assertWhole(path, changing(all, path, "name", "{\"name\":\"%s\"}", true));
    }

    @Test
    void sessions() {
        IntStream.range(0, ROWS).forEach(i -> Tabs.starts(ann, "s" + i).is(201));
        var left = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        assertWhole(SESSIONS, page -> {
            Tabs.ends(ann, Tabs.localId("s" + left.remove(0))).is(200);
            Tabs.ends(ann, Tabs.localId("s" + left.remove(left.size() - 1))).is(200);
            Tabs.starts(ann, "later" + page).is(201);
        });
    }

    @Test
    void snapshot() {
        var replies = created(REPLIES, "{\"title\":\"%s\",\"content\":\"Hello\",\"category\":\"office\"}");
        var products = created(shop.products(), "{\"name\":\"%s\",\"description\":\"Boats\"}");
        var change = changing(replies, REPLIES, "title", "{\"title\":\"%s\",\"content\":\"Hello\"}", true)
                .andThen(changing(products, shop.products(), "name", "{\"name\":\"%s\"}", true));
        assertWhole("/api/snapshot", change);
    }

    private List<Answer> created(String path, String body) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> ann.post(path, body.formatted("row " + i)).is(201))
                .toList();
    }

    /** Between two pages, a row that was read, one that was not, one that is new and one that goes. */
    private Consumer<Integer> changing(
            List<Answer> rows, String path, String field, String body, boolean canBeDeleted) {
        return page -> {
            var change = "{\"%s\":\"changed after page %s\"}".formatted(field, page);
            ann.patch(rows.get((page - 1) % ROWS).location(), change);
            ann.patch(rows.get(ROWS - 1 - (page - 1) % ROWS).location(), change);
            var made = ann.post(path, body.formatted("made after page " + page)).is(201);
            ann.patch(made.location(), change).is(200);
            if (canBeDeleted) {
                ann.delete(rows.get((page + 3) % ROWS).location());
            }
        };
    }

    private void assertWhole(String path, Consumer<Integer> change) {
        var copy = new LocalCopy();
        var pages = new ArrayList<Answer>();
        for (var after = ""; after != null; ) {
            var page = ann.get(path + after).is(200);
            pages.add(page);
            rows(page).forEach(copy::put);
            if (page.json().path("next").isString()) {
                change.accept(pages.size());
            }
            after = page.json().path("next").isString() ? "?after=" + page.text("next") : null;
        }
        assertThat(pages)
                .hasSizeGreaterThan(2)
                .extracting(Answer::cursor)
                .containsOnly(pages.get(0).cursor());
        var last = ann.creates("the last");
        ann.getAfter(last, REPLIES).is(200);
        var news = events(pages.get(0).cursor());
        news.forEach(copy::apply);
        assertThat(copy.rows()).containsAllEntriesOf(now(path).rows());
        assertThat(copy.rows()).doesNotContainKeys(deleted(news));
    }

    private static String[] deleted(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.get("type").stringValue().endsWith(":deleted"))
                .map(event -> event.get("data").get("id").stringValue())
                .toArray(String[]::new);
    }

    private static List<JsonNode> rows(Answer page) {
        if (page.json().has("data")) {
            return page.list("data");
        }
        var all = new ArrayList<JsonNode>();
        List.of("businesses", "products", "replies", "sessions").forEach(part -> all.addAll(page.list(part)));
        return all;
    }

    private List<JsonNode> events(String cursor) {
        var all = new ArrayList<JsonNode>();
        for (var more = true; more; ) {
            var changes = ann.get("/api/changes?after=" + cursor).is(200);
            all.addAll(changes.list("events"));
            cursor = changes.text("cursor");
            more = changes.json().get("more").booleanValue();
        }
        return all;
    }

    /** The rows as they are while nothing changes. */
    private LocalCopy now(String path) {
        var copy = new LocalCopy();
        for (var after = ""; after != null; ) {
            var page = ann.get(path + after).is(200);
            rows(page).forEach(copy::put);
            after = page.json().path("next").isString() ? "?after=" + page.text("next") : null;
        }
        return copy;
    }
}
