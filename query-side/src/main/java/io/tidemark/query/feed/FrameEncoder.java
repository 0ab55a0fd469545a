package io.tidemark.query.feed;

import io.tidemark.db.Epoch;
import io.tidemark.edge.WireJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the frames of Server-Sent Events. The id comes last, because some clients take it up from a frame that was cut
 * off.
 */
@Component
public class FrameEncoder {

    private static final int TYPICAL_SIZE = 1024;

    private final JsonMapper json;
    private final Epoch epoch;

    FrameEncoder(JsonMapper json, Epoch epoch) {
        this.json = json;
        this.epoch = epoch;
    }

    /** The frame of an entry: its name, the CloudEvent, its cursor. */
    public Frame frame(FeedEntry entry) {
        return new Frame(
                entry,
                bytes(
                        entry.type(),
                        cloudEvent(entry),
                        epoch.at(entry.position()).toString()));
    }

    /** A frame that is no event of the domain. */
    public byte[] frame(String event, Object data, String id) {
        return bytes(event, json.writeValueAsString(data), id);
    }

    private static byte[] bytes(String event, String data, String id) {
        return ("event: " + event + "\ndata: " + data + "\nid: " + id + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The entry as a CloudEvent in JSON. */
    public String cloudEvent(FeedEntry entry) {
        var bytes = new ByteArrayOutputStream(TYPICAL_SIZE + entry.data().length());
        try (var generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeStringProperty("specversion", "1.0");
            generator.writeStringProperty("id", entry.eventId().toString());
            generator.writeStringProperty("source", "/tidemark");
            generator.writeStringProperty("type", entry.type());
            generator.writeStringProperty("subject", entry.subject());
            generator.writeStringProperty("time", WireJson.time(entry.at()));
            generator.writeStringProperty("sequence", "%020d".formatted(entry.position()));
            generator.writeNumberProperty("version", entry.version());
            generator.writeStringProperty("previous", epoch.at(entry.previous()).toString());
            generator.writeStringProperty("actor", entry.actor());
            generator.writeStringProperty("commandid", entry.commandId());
            if (entry.correlationId() != null) {
                generator.writeStringProperty("correlationid", entry.correlationId());
            }
            if (entry.traceparent() != null) {
                generator.writeStringProperty("traceparent", entry.traceparent());
            }
            if (entry.stale()) {
                generator.writeBooleanProperty("stale", true);
            }
            generator.writeName("data");
            generator.writeRawValue(entry.data());
            generator.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
