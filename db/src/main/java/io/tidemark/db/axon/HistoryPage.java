package io.tidemark.db.axon;

import io.tidemark.db.log.StoredEvent;
import java.util.List;

/**
 * A page of an aggregate's events, bounded in events and in characters. A page may have one event that is larger.
 *
 * @param limit how many events it could have had
 */
record HistoryPage(List<StoredEvent> events, int limit) {

    /** How many events the first page may have: more than most aggregates have without a snapshot. */
    static final int FIRST = 32;

    /** How many characters of payload and metadata a page has at most, before its last event. */
    static final int MAX_CHARS = 250_000;

    /** Whether there were no more events. */
    boolean isLast() {
        return events.size() < limit && chars() < MAX_CHARS;
    }

    long chars() {
        return events.stream().mapToLong(HistoryPage::chars).sum();
    }

    static long chars(StoredEvent event) {
        return (long) event.payload().length() + event.metadata().length();
    }

    long lastSequenceNumber() {
        return events.get(events.size() - 1).sequenceNumber();
    }

    /** How many events of this page's size fit into the next one: the database looks at no more than that. */
    int nextLimit(int most) {
        return (int) Math.max(1, Math.min(most, MAX_CHARS * (long) events.size() / chars()));
    }
}
