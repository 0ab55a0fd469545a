package io.tidemark.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows {@code /api/stream} as a client in another language would: line by line, keeping the last id. */
class StreamClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** One frame, with its lines as they were sent and the time at which the last of them was read. */
    record Frame(String event, JsonNode data, @Nullable String id, String text, long nanos) {

        boolean isEvent() {
            return event.contains(":");
        }
    }

    /**
     * Connects and reads until the connection ends.
     *
     * @param lastEventId where to resume; null for from now on
     */
    StreamClient(int port, String token, @Nullable String lastEventId, Consumer<Frame> onFrame) {
        this(URI.create("http://localhost:%s/api/stream".formatted(port)), token, lastEventId, onFrame);
    }

    /** Follows another stream in the same way. */
    StreamClient(URI address, String token, @Nullable String lastEventId, Consumer<Frame> onFrame) {
        var request = HttpRequest.newBuilder(address)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        thread = new Thread(() -> read(request.build(), onFrame), "stream-client");
        thread.start();
    }

    private void read(HttpRequest request, Consumer<Frame> onFrame) {
        try (var body = HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body();
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var event = "";
            var data = "";
            @Nullable String id = null;
            var text = new StringBuilder();
            for (var line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                text.append(line).append('\n');
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.isEmpty()) {
                    var frame = new Frame(event, JSON.readTree(data), id, text.toString(), System.nanoTime());
                    frames.add(frame);
                    onFrame.accept(frame);
                    id = null;
                    text.setLength(0);
                }
            }
        } catch (IOException cut) {
            closed = true; // The server was killed, or this client was closed.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** The cursor to resume from. */
    String lastId() {
        var last = "";
        for (var frame : frames) {
            last = frame.id() == null ? last : frame.id();
        }
        return last;
    }

    List<Frame> frames() {
        return frames;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
