package io.tidemark.standalone;

import static org.awaitility.Awaitility.await;

import io.tidemark.testkit.Launch;
import io.tidemark.testkit.Programs;
import io.tidemark.testkit.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One page of a headless Chromium, spoken to in the DevTools protocol. */
class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final List<String> FLAGS =
            List.of(("--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run"
                            + " --disable-background-networking --disable-component-update --disable-sync"
                            + " --remote-debugging-port=0 about:blank")
                    .split(" "));

    private final Path profile = Files.createTempDirectory("tidemark-chromium-");
    private final TestProcess process;
    private final WebSocket socket;
    private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();

    static Optional<Path> installed() {
        return Programs.installed("chromium", "chromium-browser", "google-chrome");
    }

    Chromium(Path executable) throws IOException, InterruptedException {
        var command = Stream.of(executable.toString(), "--user-data-dir=" + profile);
        process = Launch.of(Stream.concat(command, FLAGS.stream()).toList())
                .logTo(profile.resolve("output.log"))
                .start();
        var devTools = process.awaitOutput(LISTENING, CEILING);
        var http = HttpClient.newHttpClient();
        var newPage = HttpRequest.newBuilder(URI.create("http://%s/json/new".formatted(devTools)))
                .PUT(BodyPublishers.noBody());
        var page = http.send(newPage.build(), BodyHandlers.ofString()).body();
        var address = JSON.readTree(page).path("webSocketDebuggerUrl").asString();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Answers())
                .join();
    }

    /** Takes answers, one at a time; there are no events, because none are asked for. */
    private class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answer.complete(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        answer = new CompletableFuture<>();
        var question = JSON.writeValueAsString(Map.of("id", 1, "method", method, "params", parameters));
        socket.sendText(question, true).join();
        return answer.orTimeout(CEILING.toSeconds(), TimeUnit.SECONDS).join().path("result");
    }

    /** Loads a page. */
    void open(String address) {
        ask("Page.navigate", Map.of("url", address));
        var loaded = "location.href === '%s' && document.readyState === 'complete'".formatted(address);
        await("page").atMost(CEILING).until(() -> evaluate(loaded).asBoolean());
    }

    /** Runs a script in the page and returns what it comes to, once that is there if it is a promise. */
    JsonNode evaluate(String script) {
        var parameters = Map.of("expression", script, "awaitPromise", true, "returnByValue", true);
        var outcome = ask("Runtime.evaluate", parameters);
        if (outcome.has("exceptionDetails")) {
            throw new IllegalArgumentException(script + " -> " + outcome.path("exceptionDetails"));
        }
        return outcome.path("result").path("value");
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        var children = process.handle().descendants().toList();
        process.kill();
        children.forEach(child -> child.onExit().join());
        FileSystemUtils.deleteRecursively(profile);
    }
}
