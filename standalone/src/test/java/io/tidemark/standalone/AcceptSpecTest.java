package io.tidemark.standalone;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no stream is not given as one: an EventSource on a wrong address would read it again and again. */
@ExtendWith(SharedTidemark.class)
class AcceptSpecTest {

    private final Caller boss;

    AcceptSpecTest(RunningTidemark tidemark) {
        boss = tidemark.as("boss", "admin", "auditor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/saved-replies",
                "/api/businesses",
                "/api/sessions",
                "/api/snapshot",
                "/api/changes",
                "/api/dashboard",
                "/api/audit/replays",
                "/api/audit/reply/6f1c2d4e-0000-4000-8000-000000000001",
                "/api/admin/dead-letters"
            })
    void read_is_json_and_nothing_else(String path) {
        boss.get(path, "Accept", "text/event-stream").isProblem(406, "not-acceptable");
        boss.get(path, "Accept", "application/xml").isProblem(406, "not-acceptable");
    }
}
