package io.tidemark.query.stream;

import io.tidemark.db.head.ListenerHealth;
import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import io.tidemark.edge.json.WireJson;
import io.tidemark.edge.json.WireText;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.stream.lifetime.CloseReason;
import io.tidemark.query.stream.lifetime.StreamLifetime;
import io.tidemark.query.stream.lifetime.StreamProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The frames of a stream that are not events of the domain. */
@Component
public class ControlFrames {

    private final FrameEncoder encoder;
    private final JsonMapper json;
    private final Epoch epoch;
    private final RandomGenerator random;
    private final StreamProperties properties;
    private final StreamMeters meters;
    private final ListenerHealth listenerHealth;

    ControlFrames(
            FrameEncoder encoder,
            JsonMapper json,
            Epoch epoch,
            RandomGenerator random,
            StreamProperties properties,
            StreamMeters meters,
            ListenerHealth listenerHealth) {
        this.meters = meters;
        this.listenerHealth = listenerHealth;
        this.encoder = encoder;
        this.json = json;
        this.epoch = epoch;
        this.random = random;
        this.properties = properties;
    }

    /** It says when to come back if the connection is lost without a goodbye. */
    byte[] sync(ResumeDecision decision) {
        var text = new StringBuilder(retryLine(retry()));
        encoder.append(text, "sync", decision, decision.from());
        return FrameEncoder.bytes(text);
    }

    /**
     * A reset, and the end of the stream. No frame has an id: a client that loses its connection before it has read a
     * snapshot comes back with its old cursor, and is told again.
     */
    byte[] reset(ResumeDecision decision) {
        return bytes(text("sync", decision) + closing(CloseReason.RESET, retry()));
    }

    /** The same for a client whose last id is unusable. */
    byte[] reset(String unusable, long head) {
        var reason = Cursor.parse(unusable)
                .map(cursor -> cursor.epoch().equals(epoch.name()) ? ResetReason.AHEAD : ResetReason.FOREIGN)
                .orElse(ResetReason.MALFORMED);
        var from = epoch.at(head).toString();
        return reset(new ResumeDecision(ResumeMode.RESET, from, from, 0, reason));
    }

    private record Checkpoint(
            String cursor, String head, @Nullable Boolean delayed) {}

    /** Tells the client its cursor, and whether events may be delayed because the database sends no notifications. */
    public byte[] checkpoint(long cursor, long head) {
        var id = epoch.at(cursor).toString();
        var said = new Checkpoint(id, epoch.at(head).toString(), listenerHealth.isDelayed() ? true : null);
        return encoder.frame("checkpoint", said, id);
    }

    byte[] expiring(Instant at, long cursor) {
        return encoder.frame(
                "expiring", Map.of("at", WireJson.time(at)), epoch.at(cursor).toString());
    }

    /** The same for a stream without a cursor. */
    byte[] expiring(Instant at) {
        return frame("expiring", Map.of("at", WireJson.time(at)));
    }

    /** A frame for a stream without a cursor. */
    public byte[] frame(String event, Object data) {
        return bytes(text(event, data));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(String event, Object data) {
        return "event: %s\ndata: %s\n\n".formatted(event, WireText.onOneLine(json.writeValueAsString(data)));
    }

    private record Goodbye(String reason, long retry) {}

    /** Before any verdict there is no cursor, and so no id. */
    byte[] goodbye(StreamLifetime.End end) {
        var stayAway = end.stayAway();
        return bytes(closing(end.reason(), stayAway == null ? retry() : stayAway));
    }

    private String closing(CloseReason reason, Duration retry) {
        meters.ended(reason);
        return retryLine(retry) + text("goodbye", new Goodbye(reason.reason(), retry.toMillis()));
    }

    private static String retryLine(Duration retry) {
        return "retry: " + retry.toMillis() + "\n";
    }

    /** Random, so that clients that are disconnected together do not reconnect together. */
    private Duration retry() {
        long min = properties.retryMin().toMillis();
        long max = properties.retryMax().toMillis();
        return Duration.ofMillis(random.nextLong(min, max + 1));
    }

    /** The time to the next checkpoint, with a jitter of 10 %. */
    public Duration checkpointInterval() {
        return Duration.ofMillis(Math.round(properties.checkpointInterval().toMillis() * random.nextDouble(0.9, 1.1)));
    }
}
