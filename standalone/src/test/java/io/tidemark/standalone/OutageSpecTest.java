package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While the database is out of reach every answer is a 503 that says when to try again, and nothing hangs. */
class OutageSpecTest {

    private static final String REPLIES = "/api/saved-replies";
    private static final Duration CEILING = Duration.ofSeconds(30);

    private final String url = TestDatabase.create();
    private final String name = url.replaceFirst(".*/([^/?]*).*", "$1");
    private final JdbcClient server = JdbcClient.create(TestDatabase.dataSource(url.replace("/" + name, "/postgres")));
    private final RunningTidemark tidemark = RunningTidemark.start(
            url, "spring.datasource.hikari.connection-timeout=500", "tidemark.log.append-timeout=1s");
    private final Caller ann = tidemark.as("ann");

    @AfterEach
    void stop() {
        tidemark.close();
    }

    @Test
    void outage_is_said_and_over_when_it_is_over() {
        var before = ann.creates("before");
        allowConnections(false);

        ann.get(REPLIES).isProblem(503, "database-unavailable");
        ann.get("/api/snapshot").isProblem(503, "database-unavailable");
        ann.get("/api/changes").isProblem(503, "database-unavailable");
        ann.post(REPLIES, "{\"title\":\"during\",\"content\":\"Hello\"}").isProblem(503, "log-unavailable");
        ann.patch(before.location(), "{\"title\":\"during\"}").isProblem(503, "database-unavailable");
        assertThat(ann.delete(before.location()).header("Retry-After")).matches("[1-9][0-9]*");

        allowConnections(true);
        await().atMost(CEILING).until(() -> ann.get(REPLIES).status() == 200);
        var after = ann.creates("after");
        await().atMost(CEILING)
                .until(() -> ann.getAfter(after, after.location()).status() == 200);
        ann.get(before.location()).is(200);
    }

    @Test
    void command_that_was_told_503_is_done_once_under_its_key() {
        var key = UUID.randomUUID().toString();
        var body = "{\"title\":\"once\",\"content\":\"Hello\"}";
        allowConnections(false);
        ann.post(REPLIES, body, "Idempotency-Key", key).is(503);
        allowConnections(true);
        await().atMost(CEILING)
                .until(() -> ann.post(REPLIES, body, "Idempotency-Key", key).status() == 201);
        var last = ann.post(REPLIES, body, "Idempotency-Key", key);
        await().atMost(CEILING).until(() -> ann.getAfter(last, REPLIES).status() == 200);
        assertThat(ann.get(REPLIES).list("data")).hasSize(1);
    }

    private void allowConnections(boolean allowed) {
        server.sql("ALTER DATABASE %s ALLOW_CONNECTIONS %b".formatted(name, allowed))
                .update();
        server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
                .params(name)
                .query()
                .listOfRows();
    }
}
