package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that begin and do not come. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowRequestSpecTest {

    private final RunningTidemark tidemark =
            RunningTidemark.start(TestDatabase.create(), "tidemark.http.read-timeout=1s");

    @AfterAll
    void stop() {
        tidemark.close();
    }

    /** Without a token: whoever can connect could hold any number of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/sync/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 90\r\n\r\n{",
                "POST /api/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
            })
    void body_that_does_not_come_is_not_waited_for(String request) {
        assertThat(RawHttp.answer(tidemark.port(), request)).matches("(?s)|HTTP/1.1 408.*");
    }

    @Test
    void stream_is_no_request_that_has_yet_to_come() {
        var ann = tidemark.newUser();
        try (var stream = new StreamClient(tidemark.port(), ann.token(), null)) {
            await().during(Duration.ofMillis(2500)).until(() -> !stream.hasEnded());
        }
    }
}
