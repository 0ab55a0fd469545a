package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.Programs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of clients and processes when history was replaced. */
class EpochSpecTest {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";

    private final String databaseUrl = TestDatabase.create();

    @Tag("slow")
    @Test
    void cursors_from_before_are_foreign_and_those_from_after_are_good() throws Exception {
        String cursor;
        try (var tidemark = RunningTidemark.start(databaseUrl)) {
            cursor = tidemark.as("ann").creates("before").cursor();
            assertThat(renew().waitFor()).isEqualTo(1);
            tidemark.anybody().get(READINESS).is(200);
        }
        var renewed = renew();
        assertThat(renewed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(renewed.exitValue()).isZero();
        assertThat(renewed.inputReader().readLine()).startsWith("The epoch was " + cursor.replaceFirst("\\..*", ""));
        try (var tidemark = RunningTidemark.start(databaseUrl)) {
            var ann = tidemark.as("ann");
            var verdict = ann.get("/api/changes?after=" + cursor).is(200);
            assertThat(verdict.text("mode")).isEqualTo("reset");
            assertThat(verdict.text("reason")).isEqualTo("foreign");
            var snapshot = ann.get("/api/snapshot").is(200);
            assertThat(snapshot.list("replies")).hasSize(1);
            assertThat(ann.get("/api/changes?after=" + snapshot.text("cursor"))
                            .is(200)
                            .text("mode"))
                    .isEqualTo("resumed");
        }
    }

    @Test
    void a_process_under_which_it_is_renewed_is_neither_ready_nor_alive() {
        try (var tidemark = RunningTidemark.start(databaseUrl)) {
            tidemark.anybody().get(LIVENESS).is(200);
            tidemark.database().sql("SELECT new_epoch()").query(String.class).single();
            await().untilAsserted(() -> tidemark.anybody().get(READINESS).is(503));
            await().untilAsserted(() -> tidemark.anybody().get(LIVENESS).is(503));
        }
    }

    /** As after a fail-over under a running process: the same history on a server that names another timeline. */
    @Test
    void a_process_on_another_database_is_alive_and_waits_for_an_operator() {
        try (var tidemark = RunningTidemark.start(databaseUrl)) {
            tidemark.database().sql("UPDATE log_epoch SET identity = 'another'").update();
            await().untilAsserted(() -> tidemark.anybody().get(READINESS).is(503));
            tidemark.anybody().get(LIVENESS).is(200);
            tidemark.database()
                    .sql("UPDATE log_epoch SET identity = database_identity()")
                    .update();
            await().untilAsserted(() -> tidemark.anybody().get(READINESS).is(200));
        }
    }

    private Process renew() throws IOException {
        return new ProcessBuilder(
                        Programs.ofThisJava("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Tidemark.class.getName(),
                        "epoch",
                        "renew",
                        "--spring.datasource.url=" + databaseUrl)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
