package io.tidemark.db.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events that this process has appended. Readers that have read up to the first of them need no query. Their
 * positions are consecutive, and events are added once they are visible.
 */
public class RecentEvents {

    private final Deque<StoredEvent> events = new ArrayDeque<>();
    private final int maxChars;
    private int chars;

    /** @param maxChars how many characters of payload and metadata are kept at most; the oldest events are dropped */
    public RecentEvents(int maxChars) {
        this.maxChars = maxChars;
    }

    /** Adds events with consecutive positions. If another process appended in between, older events are dropped. */
    public synchronized void add(List<StoredEvent> appended) {
        for (var event : appended) {
            if (!events.isEmpty() && event.position() <= events.getLast().position()) {
                continue; // It was sent again, because the first answer was lost.
            }
            if (!events.isEmpty() && event.position() > events.getLast().position() + 1) {
                events.clear();
                chars = 0;
            }
            events.add(event);
            chars += event.size();
        }
        while (chars > maxChars) {
            chars -= events.remove().size();
        }
    }

    /** The next events after a position, at most that many; none if they are not all here. */
    public synchronized List<StoredEvent> after(long position, int limit) {
        return events.isEmpty() || events.getFirst().position() > position + 1
                ? List.of()
                : events.stream()
                        .skip(position + 1 - events.getFirst().position())
                        .limit(limit)
                        .toList();
    }
}
