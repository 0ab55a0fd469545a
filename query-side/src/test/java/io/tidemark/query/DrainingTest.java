package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to those who still come when the process was told to go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainingTest {

    private static final String PAGE = "https://page.example";

    private final QueryNode node = QueryNode.start("--tidemark.cors.allowed-origins=" + PAGE, QueryNode.QUIET);

    @BeforeAll
    void drain() {
        node.beginToDrain();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stream", "/api/dashboard/stream", "/api/audit/events"})
    void a_stream_is_told_goodbye(String path) {
        try (var stream = node.stream("ann", "admin").at(path).open()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.await("goodbye").data().path("reason").asString()).isEqualTo("drain");
            assertThat(stream.rest()).isEmpty();
        }
    }

    @Test
    void other_requests_are_refused() {
        var answer = node.get("ann", "/api/snapshot");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"draining\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void a_page_of_another_origin_can_read_that_it_is_sent_away() {
        var answer = node.get("ann", "/api/snapshot", "Origin", PAGE);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
    }
}
