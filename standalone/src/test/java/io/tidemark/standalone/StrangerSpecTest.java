package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testkit.SseFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two users with a business each see nothing of each other's, wherever they look. */
@ExtendWith(SharedTidemark.class)
class StrangerSpecTest {

    private final RunningTidemark tidemark;
    private final Shop mine;
    private final Shop theirs;
    private Answer last;

    StrangerSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        mine = Shop.of(tidemark, "Quay");
        theirs = Shop.of(tidemark, "Secret");
        last = theirs.product();
    }

    @BeforeEach
    void theirs_has_an_image() {
        last = theirs.upload(Multipart.image(Picture.png(1))).is(200);
        mine.owner().getAfter(last, Shop.BUSINESSES).is(200);
    }

    @Test
    void what_is_theirs_is_not_there() {
        Stream.of(
                        "GET " + theirs.business().location(),
                        "PATCH " + theirs.business().location(),
                        "GET " + theirs.products(),
                        "GET " + theirs.products() + "?status=draft",
                        "POST " + theirs.products(),
                        "GET " + theirs.path(),
                        "PATCH " + theirs.path(),
                        "PATCH " + theirs.oldPath(),
                        "DELETE " + theirs.path(),
                        "POST " + theirs.path() + "/enrich",
                        "GET " + last.text("imageUrl"),
                        "GET " + mine.products() + "/" + theirs.product().text("id"),
                        "PATCH " + mine.products() + "/" + theirs.product().text("id"),
                        "DELETE " + mine.products() + "/" + theirs.product().text("id"))
                .map(request -> request.split(" "))
                .forEach(request -> mine.owner()
                        .sendSoon(request[0], request[1], "{\"name\":\"Mine\"}")
                        .join()
                        .isProblem(404, "not-found"));
        Multipart.image(Picture.png(2))
                .sentBy(mine.owner(), theirs.path() + "/image")
                .isProblem(404, "not-found");
        assertThat(theirs.owner().get(theirs.path()).is(200).json()).isEqualTo(last.json());
        assertThat(theirs.owner().eventsUpTo(last)).hasSize(3);
    }

    @Test
    void an_id_of_theirs_cannot_be_taken() {
        mine.owner()
                .post(Shop.BUSINESSES, "{\"id\":\"%s\",\"name\":\"Secret\"}".formatted(theirs.businessId()))
                .isProblem(409, "business.id-taken");
        mine.owner()
                .post(
                        mine.products(),
                        "{\"id\":\"%s\",\"name\":\"a\"}"
                                .formatted(theirs.product().text("id")))
                .isProblem(409, "product.id-taken");
    }

    @Test
    void lists_changes_and_snapshots_are_without_theirs() {
        var beginning = last.cursor().replaceFirst("\\..*", ".0");
        for (var path : List.of(Shop.BUSINESSES, mine.products(), "/api/snapshot", "/api/changes?after=" + beginning)) {
            assertThat(mine.owner().get(path).is(200).body())
                    .contains("Quay")
                    .doesNotContain("Secret")
                    .doesNotContain(theirs.businessId())
                    .doesNotContain(theirs.product().text("id"));
        }
    }

    @Test
    void stream_is_without_theirs() {
        var beginning = last.cursor().replaceFirst("\\..*", ".0");
        try (var stream = new StreamClient(tidemark.port(), mine.owner().token(), beginning)) {
            theirs.enrich().is(202);
            var report = "{\"status\":\"failed\"}";
            Shop.workflow(tidemark).patch(theirs.path(), report).is(200);
            theirs.owner().delete(theirs.path()).is(204);
            mine.patch("{\"name\":\"The last\"}").is(200);
            await().until(() -> stream.frames().toString().contains("The last"));
            assertThat(stream.frames().stream().filter(SseFrame::isChange))
                    .extracting(SseFrame::event)
                    .containsExactly("business:created", "product:created", "product:updated");
            assertThat(stream.frames().toString())
                    .doesNotContain(theirs.product().text("id"));
        }
    }
}
