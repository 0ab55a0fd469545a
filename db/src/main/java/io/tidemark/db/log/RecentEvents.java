package io.tidemark.db.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events that this process itself has appended: whoever has read up to just before them need not ask the database.
 * They are what was sent there, one position after the other, and there once they are visible.
 */
public class RecentEvents {

    private final Deque<StoredEvent> events = new ArrayDeque<>();
    private final int maxChars;
    private int chars;

    /** @param maxChars how much payload and metadata is held at most; the oldest is forgotten */
    public RecentEvents(int maxChars) {
        this.maxChars = maxChars;
    }

    /** Takes events of consecutive positions. Where another process appended in between, what is before that is forgotten. */
    public synchronized void add(List<StoredEvent> appended) {
        for (var event : appended) {
            if (!events.isEmpty() && event.position() <= events.getLast().position()) {
                continue; // It was sent twice, because the first answer was lost.
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

    /** The next events after a position, at most so many; none if they are not all here. */
    public synchronized List<StoredEvent> after(long position, int limit) {
        return events.isEmpty() || events.getFirst().position() > position + 1
                ? List.of()
                : events.stream()
                        .skip(position + 1 - events.getFirst().position())
                        .limit(limit)
                        .toList();
    }
}
