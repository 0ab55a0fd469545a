package io.tidemark.resilience;

import java.nio.charset.StandardCharsets;

/** A number that stands for what an event is and says: the same for the same texts. */
final class Mark {

    /** That of no text at all. */
    static final long START = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Mark() {}

    /** That of an event's type, its id, its command's id and its data. */
    static long of(String type, String eventId, String commandId, String data) {
        long mark = START;
        for (var text : new String[] {type, eventId, commandId, data}) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            mark = and(mark, bytes, 0, bytes.length);
        }
        return mark;
    }

    /** The mark with one text more, which is part of a frame. */
    static long and(long mark, byte[] bytes, int start, int end) {
        long result = mark;
        for (int at = start; at < end; at++) {
            result = (result ^ bytes[at]) * PRIME;
        }
        return result * PRIME; // Else a text could end where the next begins.
    }
}
