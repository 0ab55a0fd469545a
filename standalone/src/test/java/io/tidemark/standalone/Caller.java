package io.tidemark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who calls Tidemark over HTTP.
 *
 * @param user the name they signed in under; empty for nobody
 * @param token the token they show; empty for none
 */
record Caller(URI server, String user, String token) {

    static final String REPLIES = "/api/saved-replies";
    static final String HELLO = "{\"title\":\"Greeting\",\"content\":\"Hello\"}";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration CEILING = Duration.ofSeconds(30);

    String signIn(String user, String... roles) {
        var names = Stream.of(roles).map("\"%s\""::formatted).collect(Collectors.joining(","));
        return post("/api/auth/token", "{\"user\":\"%s\",\"roles\":[%s]}".formatted(user, names))
                .is(200)
                .json()
                .get("access_token")
                .stringValue();
    }

    /** Reads; headers are names and values by turns. */
    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), json(headers));
    }

    Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, BodyPublishers.ofString(json), json(headers));
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    /** Saves a reply and comes back with the answer. */
    Answer creates(String title) {
        return post(REPLIES, "{\"title\":\"%s\",\"content\":\"Hello\"}".formatted(title))
                .is(201);
    }

    /** Reads no earlier than a command's change is to be seen. */
    Answer getAfter(Answer command, String path) {
        return get(path, "Tidemark-After", command.cursor());
    }

    /** All that ever happened to what is the caller's, up to a command. */
    List<JsonNode> eventsUpTo(Answer command) {
        getAfter(command, REPLIES + "?limit=1").is(200);
        var beginning = command.cursor().replaceFirst("\\..*", ".0");
        return get("/api/changes?after=" + beginning).is(200).list("events");
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return new Answer(HTTP.send(request(method, path, body, headers), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    CompletableFuture<Answer> sendSoon(String method, String path, String json, String... headers) {
        return HTTP.sendAsync(
                        request(method, path, BodyPublishers.ofString(json), json(headers)), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body)
                .timeout(CEILING);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    /** A body is JSON unless the headers say otherwise. */
    private static String[] json(String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return all.toArray(String[]::new);
    }
}
