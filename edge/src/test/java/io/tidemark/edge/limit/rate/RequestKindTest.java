package io.tidemark.edge.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RequestKindTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST,   /api/saved-replies,                     COMMANDS
            PATCH,  /api/saved-replies/1,                   COMMANDS
            DELETE, /api/products/1/2,                      COMMANDS
            POST,   /api/sync/sessions,                     COMMANDS
            DELETE, /api/admin/dead-letters/reply/1,        COMMANDS
            POST,   /api/products/1/2/image,                UPLOADS
            POST,   /api/products/1/2/im%61ge,              UPLOADS
            POST,   /api/auth/token,                        TOKENS
            POST,   /api/auth/toke%6E,                      TOKENS
            GET,    /api/saved-replies,                     READS
            HEAD,   /api/saved-replies/1,                   READS
            GET,    /api/saved-replies?tag=q,               READS
            GET,    /api/snapshot,                          READS
            GET,    /api/images/1/a.png,                    READS
            GET,    /api/saved-replies?tag=a&q=b,           SEARCHES
            GET,    /api/saved-replies?%71=b,               SEARCHES
            GET,    /api/changes?wait=20,                   POLLS
            GET,    /api/stream,                            POLLS
            GET,    /api/dashboard/stream,                  POLLS
            GET,    /,
            GET,    /app.js,
            GET,    /actuator/health/readiness,
            """)
    void kind_of_a_request_is_told_from_its_method_and_address(HttpMethod method, URI address, RequestKind kind) {
        assertThat(RequestKind.of(MockServerHttpRequest.method(method, address).build()))
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"text/event-stream, POLLS", "application/json, READS"})
    void audit_is_a_stream_if_that_is_accepted(String accept, RequestKind kind) {
        var request = MockServerHttpRequest.get("/api/audit/events").header("Accept", accept);
        assertThat(RequestKind.of(request.build())).isEqualTo(kind);
    }
}
