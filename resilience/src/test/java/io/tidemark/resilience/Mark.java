package io.tidemark.resilience;

import java.nio.charset.StandardCharsets;

/** A number that stands for an event's id and its command's id: the same for the same two texts. */
final class Mark {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Mark() {}

    static long of(String eventId, String commandId) {
        var event = eventId.getBytes(StandardCharsets.UTF_8);
        var command = commandId.getBytes(StandardCharsets.UTF_8);
        return go(go(START, event, 0, event.length), command, 0, command.length);
    }

    /** The same of texts that are part of a frame. */
    static long of(byte[] bytes, int eventStart, int eventEnd, int commandStart, int commandEnd) {
        return go(go(START, bytes, eventStart, eventEnd), bytes, commandStart, commandEnd);
    }

    private static long go(long mark, byte[] bytes, int start, int end) {
        long result = mark;
        for (int at = start; at < end; at++) {
            result = (result ^ bytes[at]) * PRIME;
        }
        return result;
    }
}
