package io.tidemark.resilience;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** One frame of a stream, in the bytes in which it came. Only what is asked for is looked at: there are millions. */
final class Frame {

    private static final byte[] EVENT = bytes("event: ");
    private static final byte[] DATA = bytes("data: ");
    private static final byte[] ID = bytes("id: ");
    private static final byte[] RETRY = bytes("retry: ");
    private static final int ABSENT = -1;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final String name;
    private final int data;
    private final int dataEnd;
    private final int id;

    /** @throws IllegalArgumentException if it does not have its fields in their order */
    Frame(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        int event = startsWith(start, RETRY) ? lineEnd(start) + 1 : start;
        int nameStart = value(event, EVENT);
        name = text(nameStart, lineEnd(nameStart));
        data = value(lineEnd(nameStart) + 1, DATA);
        dataEnd = lineEnd(data);
        id = dataEnd == end ? ABSENT : value(dataEnd + 1, ID);
        if (id != ABSENT && lineEnd(id) != end) {
            throw malformed();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    String name() {
        return name;
    }

    boolean isChange() {
        return name.indexOf(':') > 0;
    }

    /** The whole of its id; empty if it has none. */
    String id() {
        return id == ABSENT ? "" : text(id, end);
    }

    /** The position in its id. */
    OptionalLong position() {
        return id == ABSENT ? OptionalLong.empty() : OptionalLong.of(afterPoint(id, end));
    }

    long sequence() {
        int at = valueOf("\"sequence\":\"");
        return number(at, quote(at));
    }

    long previous() {
        int at = valueOf("\"previous\":\"");
        return afterPoint(at, quote(at));
    }

    long version() {
        return number("version");
    }

    /** A member of the data that is a number. */
    long number(String member) {
        int at = valueOf("\"" + member + "\":");
        int stop = at;
        while (bytes[stop] >= '0' && bytes[stop] <= '9') {
            stop++;
        }
        return number(at, stop);
    }

    /** What it is and says; the change itself comes last, and ends with the frame's data. */
    long mark() {
        int event = valueOf("\"id\":\"");
        int command = valueOf("\"commandid\":\"");
        int type = valueOf("\"type\":\"");
        long mark = Mark.and(Mark.START, bytes, type, quote(type));
        mark = Mark.and(mark, bytes, event, quote(event));
        mark = Mark.and(mark, bytes, command, quote(command));
        return Mark.and(mark, bytes, valueOf("\"data\":"), dataEnd - 1);
    }

    /** A member of the data that is a text; empty if there is none. */
    String member(String member) {
        int at = find(bytes("\"" + member + "\":\""), data, dataEnd);
        return at == ABSENT ? "" : text(at, quote(at));
    }

    /** The position in a member that is a cursor. */
    long cursor(String member) {
        int at = valueOf("\"" + member + "\":\"");
        return afterPoint(at, quote(at));
    }

    /** How long it is since the event's time, of which the time of day will do. */
    long millisSince(long now) {
        int at = valueOf("\"time\":\"");
        long hours = number(at + 11, at + 13);
        long minutes = number(at + 14, at + 16);
        long millis = number(at + 17, at + 19) * 1000 + number(at + 20, at + 23);
        long day = 86_400_000;
        return Math.floorMod(now - (hours * 60 + minutes) * 60_000 - millis + day / 2, day) - day / 2;
    }

    private int valueOf(String member) {
        int at = find(bytes(member), data, dataEnd);
        if (at == ABSENT) {
            throw malformed();
        }
        return at;
    }

    private int value(int at, byte[] field) {
        if (!startsWith(at, field)) {
            throw malformed();
        }
        return at + field.length;
    }

    private boolean startsWith(int at, byte[] field) {
        int fieldEnd = at + field.length;
        return fieldEnd <= end && Arrays.equals(bytes, at, fieldEnd, field, 0, field.length);
    }

    private int find(byte[] what, int from, int to) {
        for (int at = from; at + what.length <= to; at++) {
            if (startsWith(at, what)) {
                return at + what.length;
            }
        }
        return ABSENT;
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private int quote(int from) {
        int at = from;
        while (bytes[at] != '"') {
            at++;
        }
        return at;
    }

    private long afterPoint(int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] != '.') {
            at--;
        }
        return number(at, to);
    }

    private long number(int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw malformed();
            }
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a frame of the protocol");
    }

    @Override
    public String toString() {
        return text(start, end);
    }
}
