package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** GET /api/dashboard: the figures of the slices, and who may see them. Its stream is tested where it is made. */
@ExtendWith(SharedTidemark.class)
class DashboardSpecTest {

    private static final String DASHBOARD = "/api/dashboard";

    private final RunningTidemark tidemark;
    private final Caller ann;
    private final Caller boss;

    DashboardSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        ann = tidemark.newUser();
        boss = tidemark.as("boss", "admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DASHBOARD,
                "/api/dashboard/stream",
                "/api/admin/dead-letters",
                "/api/audit/replays",
                "/api/audit/replays/1"
            })
    void is_for_those_who_run_the_system(String path) {
        tidemark.anybody().get(path).isProblem(401, "unauthenticated");
        ann.get(path).isProblem(403, "forbidden");
        tidemark.as("eve", "auditor", "workflow").get(path).isProblem(403, "forbidden");
    }

    @Test
    void counts_the_sessions_that_go_on() {
        long before = now().path("sessions").path("open").asLong();
        start("a");
        var second = start("b");
        assertThat(after(second).path("sessions").path("open").asLong()).isEqualTo(before + 2);
        var ended = ann.post("/api/sessions/end", "{\"localId\":\"a\",\"durationSeconds\":60}")
                .is(200);
        assertThat(after(ended).path("sessions").path("open").asLong()).isEqualTo(before + 1);
    }

    private Answer start(String localId) {
        return ann.post(
                        "/api/sessions/start",
                        "{\"localId\":\"%s\",\"repoOwner\":\"quay\",\"repoName\":\"boats\",\"prNumber\":1}"
                                .formatted(localId))
                .is(201);
    }

    @Test
    void counts_the_products_by_status() {
        long drafts = productsThatAre("draft", now());
        long processing = productsThatAre("processing", now());
        var business = ann.post("/api/businesses", "{\"name\":\"Quay\"}").is(201);
        ann.post("/api/products/" + business.text("id"), "{\"name\":\"Rope\"}").is(201);
        var second = ann.post("/api/products/" + business.text("id"), "{\"name\":\"Sail\"}")
                .is(201);
        var enriching = ann.post(second.location() + "/enrich", "").is(202);
        var state = after(enriching);
        assertThat(productsThatAre("draft", state)).isEqualTo(drafts + 1);
        assertThat(productsThatAre("processing", state)).isEqualTo(processing + 1);
    }

    private static long productsThatAre(String status, JsonNode dashboard) {
        return dashboard.path("products").path(status).asLong();
    }

    @Test
    void shows_what_anybody_did_last() {
        var created = ann.creates("Seen by " + UUID.randomUUID());
        var last = after(created).path("activities").get(0);
        assertThat(last.path("cursor").asString()).isEqualTo(created.cursor());
        assertThat(last.path("subject").asString()).isEqualTo("reply/" + created.text("id"));
        assertThat(last.path("actor").asString()).isEqualTo(ann.user());
    }

    private JsonNode now() {
        return boss.get(DASHBOARD).is(200).json();
    }

    /** The dashboard once the read models show what a command did. */
    private JsonNode after(Answer command) {
        ann.getAfter(command, Caller.REPLIES).is(200);
        return now();
    }
}
