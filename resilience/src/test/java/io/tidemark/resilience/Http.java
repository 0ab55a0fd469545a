package io.tidemark.resilience;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain requests: one at a time, each within a time-out, none repeated. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Http() {}

    /** What came back. */
    record Answer(int status, String cursor, String etag, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        boolean isDone() {
            return status / 100 == 2;
        }

        /** The position that the cursor stands for. */
        long position() {
            return positionOf(cursor);
        }

        long version() {
            return Long.parseLong(etag.replace("\"", ""));
        }
    }

    static long positionOf(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
    }

    static Answer get(URI address, String token) throws IOException, InterruptedException {
        return send("GET", address, token, null, null);
    }

    static Answer post(URI address, String token, String body) throws IOException, InterruptedException {
        return send("POST", address, token, null, body);
    }

    static Answer send(String method, URI address, String token, @Nullable String key, @Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers(token, key, body).forEach(request::header);
        var response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Tidemark-Cursor").orElse(""),
                response.headers().firstValue("ETag").orElse(""),
                response.body());
    }

    private static Map<String, String> headers(String token, @Nullable String key, @Nullable String body) {
        var headers = new HashMap<String, String>();
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }
}
