package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;

class QueryTokenFilterTest {

    private final List<ServerHttpRequest> seen = new ArrayList<>();
    private final HttpHandler handler = new QueryTokenFilter().apply((request, response) -> {
        seen.add(request);
        return Mono.empty();
    });

    @ParameterizedTest
    @ValueSource(strings = {"/api/stream", "/api/dashboard/stream"})
    void a_stream_takes_it_as_the_bearer_token(String path) {
        var request = through(path + "?access_token=secret");
        assertThat(authorization(request)).isEqualTo("Bearer secret");
        assertThat(request.getURI()).hasToString("http://tide.example" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/changes", "/api/saved-replies", "/api/stream/", "/api/streams", "/"})
    void elsewhere_it_counts_for_nothing(String path) {
        var request = through(path + "?access_token=secret");
        assertThat(authorization(request)).isNull();
        assertThat(request.getURI()).hasToString("http://tide.example" + path);
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&access_token=secret, a=1",
        "access_token=secret&a=1, a=1",
        "a=1&access_token=secret&b=2, a=1&b=2",
        "access_token=old&a=1&access_token=secret, a=1",
        "lastEventId=a%2Bb+c%20d&access_token=secret, lastEventId=a%2Bb+c%20d",
        "'types=reply:created,reply:deleted&access_token=secret', 'types=reply:created,reply:deleted'",
        "a&access_token=secret&b=, a&b=",
        "a=1&a=2&access_token=secret, a=1&a=2",
        "types[]=a&access_token=secret, types[]=a",
        "q=é&access_token=secret, q=é",
        "a==&access_token=secret, a==",
        "my_access_token=mine&access_token=secret, my_access_token=mine"
    })
    void the_rest_of_the_query_stays_as_it_was(String query, String rest) {
        var request = through("/api/stream?" + query);
        assertThat(request.getURI().getRawQuery()).isEqualTo(rest);
        assertThat(authorization(request)).isEqualTo("Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"access_token=secret", "a=1&access_token=secret", "access_token=secret&access_token=secret"})
    void nobody_behind_it_finds_it_in_the_address(String query) {
        var request = through("/api/changes?" + query);
        assertThat(request.getURI().toString()).doesNotContain("secret");
        assertThat(request.getQueryParams()).doesNotContainKey("access_token");
        assertThat(request.getHeaders().toString()).doesNotContain("secret");
    }

    @Test
    void a_header_wins() {
        var request = through(MockServerHttpRequest.get("http://tide.example/api/stream?access_token=secret")
                .header(HttpHeaders.AUTHORIZATION, "Bearer mine")
                .build());
        assertThat(authorization(request)).isEqualTo("Bearer mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?access_token", "?access_token="})
    void an_empty_one_is_no_good_token(String query) {
        var request = through("/api/stream" + query);
        assertThat(authorization(request)).isIn(null, "Bearer ");
        assertThat(request.getURI().getRawQuery()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stream", "/api/stream?lastEventId=k7q2.5", "/api/saved-replies?q=%25"})
    void a_request_without_it_is_left_alone(String address) {
        var original = request(address);
        assertThat(through(original)).isSameAs(original);
    }

    private ServerHttpRequest through(String address) {
        return through(request(address));
    }

    /** Made of a finished address: a mere template would be encoded once more. */
    private static MockServerHttpRequest request(String address) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://tide.example" + address))
                .build();
    }

    private ServerHttpRequest through(ServerHttpRequest request) {
        handler.handle(request, new MockServerHttpResponse()).block();
        return seen.get(seen.size() - 1);
    }

    private static @Nullable String authorization(ServerHttpRequest request) {
        return request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    }
}
