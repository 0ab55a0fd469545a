package io.tidemark.query.feed.live;

import io.tidemark.db.log.Epoch;
import io.tidemark.edge.json.WireJson;
import io.tidemark.edge.json.WireText;
import io.tidemark.query.feed.store.FeedEntry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes Server-Sent Events. The id comes last, because some clients take the id of a frame that was cut off. The
 * frame is one text and is encoded once; a JSON generator for each frame would double the cost.
 */
@Component
public class FrameEncoder {

    /** Length of the text around an entry's data, with names of usual length. */
    private static final int ENVELOPE = 640;

    private static final String NO_SEQUENCE = "00000000000000000000";
    private static final JsonStringEncoder QUOTED = JsonStringEncoder.getInstance();

    private final JsonMapper json;
    private final Epoch epoch;

    FrameEncoder(JsonMapper json, Epoch epoch) {
        this.json = json;
        this.epoch = epoch;
    }

    /** The frame of an entry: its name, the CloudEvent, its cursor. */
    public Frame frame(FeedEntry entry) {
        var text = new StringBuilder(size(entry));
        append(text, entry);
        return new Frame(entry, bytes(text));
    }

    /** About how long the entry's frame is, in characters. */
    public static int size(FeedEntry entry) {
        return ENVELOPE + entry.data().length();
    }

    /** Appends the frame of an entry to the text. */
    public void append(StringBuilder text, FeedEntry entry) {
        text.append("event: ").append(entry.type()).append("\ndata: ");
        appendCloudEvent(text, entry);
        text.append("\nid: ");
        appendCursor(text, entry.position());
        text.append("\n\n");
    }

    /** A frame that is not a domain event. */
    public byte[] frame(String event, Object data, String id) {
        var text = new StringBuilder(ENVELOPE);
        append(text, event, data, id);
        return bytes(text);
    }

    /** The same at the end of what was written before. */
    public void append(StringBuilder text, String event, Object data, String id) {
        text.append("event: ").append(event);
        text.append("\ndata: ").append(json.writeValueAsString(data));
        text.append("\nid: ").append(id).append("\n\n");
    }

    /** The text as bytes for the client. */
    public static byte[] bytes(StringBuilder text) {
        return WireText.onOneLine(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** The entry as a CloudEvent in JSON. */
    public String cloudEvent(FeedEntry entry) {
        var text = new StringBuilder(size(entry));
        appendCloudEvent(text, entry);
        return text.toString();
    }

    /** Escapes only the values that may need it. */
    private void appendCloudEvent(StringBuilder text, FeedEntry entry) {
        text.append("{\"specversion\":\"1.0\",\"id\":\"").append(entry.eventId());
        text.append("\",\"source\":\"/tidemark/").append(epoch.name());
        quote(text, "type", entry.type());
        quote(text, "subject", entry.subject());
        text.append("\",\"time\":\"").append(WireJson.time(entry.at()));
        text.append("\",\"sequence\":\"");
        appendSequence(text, entry.position());
        text.append("\",\"version\":").append(entry.version());
        text.append(",\"previous\":\"");
        appendCursor(text, entry.previous());
        quote(text, "actor", entry.actor());
        quote(text, "commandid", entry.commandId());
        quote(text, "correlationid", entry.correlationId());
        quote(text, "traceparent", entry.traceparent());
        text.append(entry.stale() ? "\",\"stale\":true,\"data\":" : "\",\"data\":");
        text.append(entry.data()).append('}');
    }

    /** Closes the string before it, and leaves its own string open. */
    private static void quote(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append("\",\"").append(name).append("\":\"");
            QUOTED.quoteAsString(value, text);
        }
    }

    private static void appendSequence(StringBuilder text, long position) {
        var digits = Long.toString(position);
        text.append(NO_SEQUENCE, digits.length(), NO_SEQUENCE.length()).append(digits);
    }

    private void appendCursor(StringBuilder text, long position) {
        text.append(epoch.name()).append('.').append(position);
    }
}
