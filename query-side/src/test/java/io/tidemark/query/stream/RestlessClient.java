package io.tidemark.query.stream;

import io.tidemark.query.QueryNode;
import io.tidemark.testkit.SseClient;
import io.tidemark.testkit.SseFrame;
import io.tidemark.testkit.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A client that goes away after a few frames, often in the middle of one, and comes back with the last id that it saw. */
class RestlessClient implements Runnable {

    private static final int MAX_FRAMES = 20;
    private static final int MAX_CUT = 200;

    private final QueryNode node;
    private final String user;
    private final String eventType;
    private final Random random;
    private final List<Long> received = new ArrayList<>();
    private String cursor;
    private int connections;
    private volatile long end = Long.MAX_VALUE;

    /** @param eventType the end of the name of the events that it asks for; empty for all */
    RestlessClient(QueryNode node, String user, String eventType, long start, long seed) {
        this.node = node;
        this.user = user;
        this.eventType = eventType;
        this.random = new Random(seed);
        this.cursor = node.cursor(start);
    }

    String user() {
        return user;
    }

    String eventType() {
        return eventType;
    }

    int connections() {
        return connections;
    }

    List<Long> received() {
        return received;
    }

    /** It is content when its cursor has come this far. */
    void runUntil(long position) {
        end = position;
    }

    @Override
    public void run() {
        while (SseFrame.positionOf(cursor) < end) {
            connections++;
            try (var stream = request().open()) {
                readSome(stream);
            }
        }
    }

    private StreamRequest request() {
        var request = node.stream(user).from(cursor);
        return eventType.isEmpty() ? request : request.withQuery("types=reply:deleted");
    }

    private void readSome(SseClient stream) {
        int most = 1 + random.nextInt(MAX_FRAMES);
        var frame = stream.next();
        for (int read = 1; frame != null && SseFrame.positionOf(cursor) < end; read++) {
            note(frame);
            if (read == most || frame.event().equals("goodbye")) {
                stream.bytes(random.nextInt(MAX_CUT));
                return;
            }
            frame = stream.next();
        }
    }

    private void note(SseFrame frame) {
        if (frame.isChange()) {
            received.add(frame.position());
        }
        if (frame.hasId()) {
            cursor = frame.id();
        }
    }

    @Override
    public String toString() {
        return user + " " + eventType;
    }
}
