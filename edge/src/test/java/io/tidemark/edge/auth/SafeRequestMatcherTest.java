package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeRequestMatcherTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/saved-replies/6f1c3c1e-0000", "/app.js", "/api/v1.2/a_b"})
    void an_everyday_path_is_plain(String path) {
        assertThat(SafeRequestMatcher.isPlainPath(path)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "api",
                "//",
                "/api//x",
                "/./x",
                "/../x",
                "/api/.",
                "/api/..",
                "/a%2fb",
                "/%2e/x",
                "/a;b",
                "/a\\b",
                "/a\u0000b",
                "/\u00e4",
                "/a b",
                "/a\u2028b",
                "/.hidden"
            })
    void any_other_is_for_the_firewall(String path) {
        assertThat(SafeRequestMatcher.isPlainPath(path)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "lastEventId=k7q2.1234", "after=a&wait=20"})
    void an_everyday_query_is_plain(String query) {
        assertThat(SafeRequestMatcher.isPlainQuery(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%00", "a=b+c", "repo=quay/boats", "\u00e4=1", "a=b\n"})
    void any_other_query_is_for_the_firewall(String query) {
        assertThat(SafeRequestMatcher.isPlainQuery(query)).isFalse();
    }
}
