package io.tidemark.standalone;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Changes a user's saved replies over plain HTTP. Each change returns the name and the id of the frame it leads to. */
class OtherDevice {

    private final RestClient http;
    private final String token;

    OtherDevice(int port, String user) {
        http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .requestFactory(new JdkClientHttpRequestFactory())
                .build();
        token = requireNonNull(http.post()
                        .uri("/api/auth/token")
                        .body(Map.of("user", user, "roles", List.of()))
                        .retrieve()
                        .body(JsonNode.class))
                .path("access_token")
                .asString();
    }

    String token() {
        return token;
    }

    String create(UUID id, String title) {
        var reply = Map.of("id", id, "title", title, "content", "Hello!");
        return "reply:created " + cursor(command(HttpMethod.POST, "").body(reply));
    }

    String edit(UUID id, String title) {
        return "reply:updated " + cursor(command(HttpMethod.PATCH, "/" + id).body(Map.of("title", title)));
    }

    String delete(UUID id) {
        return "reply:deleted " + cursor(command(HttpMethod.DELETE, "/" + id));
    }

    private RestClient.RequestBodySpec command(HttpMethod method, String path) {
        return authorized(http.method(method).uri("/api/saved-replies" + path));
    }

    private RestClient.RequestBodySpec authorized(RestClient.RequestBodySpec request) {
        return request.headers(headers -> headers.setBearerAuth(token));
    }

    /** The cursor behind which a change is seen, which is the id of its frame; returned when it can be read. */
    private String cursor(RestClient.RequestHeadersSpec<?> command) {
        var answer = command.retrieve().toBodilessEntity();
        var cursor = requireNonNull(answer.getHeaders().getFirst("Tidemark-Cursor"));
        authorized(http.method(HttpMethod.GET).uri("/api/snapshot"))
                .header("Tidemark-After", cursor)
                .retrieve()
                .toBodilessEntity();
        return cursor;
    }
}
