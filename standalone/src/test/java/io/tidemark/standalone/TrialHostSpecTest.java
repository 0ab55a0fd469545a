package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which host names a server with the built-in issuer answers. A page of any site can resolve its name to it. */
@ExtendWith(SharedTidemark.class)
class TrialHostSpecTest {

    private final int port;

    TrialHostSpecTest(RunningTidemark tidemark) {
        port = tidemark.port();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST",
                "127.0.0.1",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:8080",
                RunningTidemark.OTHER_HOST,
                RunningTidemark.OTHER_HOST + ":8080"
            })
    void answers_under_a_name_that_is_allowed(String host) {
        assertThat(RawHttp.status(port, get("/index.html", host))).isEqualTo(200);
        assertThat(RawHttp.status(port, signIn(host))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "[::2]",
                "localhost."
            })
    void refuses_under_another_name_whatever_is_asked_for(String host) {
        assertThat(RawHttp.wholeAnswer(port, signIn(host)))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"code\":\"host.not-allowed\"")
                .doesNotContain("access_token");
        for (var path : new String[] {"/", "/index.html", "/api/saved-replies", "/actuator/health", "/nothing"}) {
            assertThat(RawHttp.status(port, get(path, host))).as(path).isEqualTo(403);
        }
    }

    private static String get(String path, String host) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
    }

    private static String signIn(String host) {
        var body = "{\"user\":\"ann\",\"roles\":[\"admin\"]}";
        return "POST /api/auth/token HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
                .formatted(host, body.length(), body);
    }
}
