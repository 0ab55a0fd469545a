package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what was acknowledged and what was seen with the log, which alone says what happened. */
final class Check {

    private final List<Logged> log;
    private final Findings findings;
    private final Map<String, List<Logged>> byOwner = new HashMap<>();
    private final Map<String, List<Logged>> byCommand = new HashMap<>();
    private final Map<String, Logged> deletions = new HashMap<>();

    /** @param log all of it, in its order */
    Check(List<Logged> log, Findings findings) {
        this.log = log;
        this.findings = findings;
        for (var event : log) {
            byOwner.computeIfAbsent(event.owner(), first -> new ArrayList<>()).add(event);
            byCommand
                    .computeIfAbsent(event.commandId(), first -> new ArrayList<>(1))
                    .add(event);
            if (event.deletion()) {
                deletions.put(event.subject(), event);
            }
        }
    }

    /** Positions and versions are handed out without gaps, and in the same order. */
    void order() {
        var versions = new HashMap<String, Long>();
        long position = 0;
        for (var event : log) {
            position++;
            if (event.position() != position) {
                findings.add(Kind.GAP, "position %s is followed by %s".formatted(position - 1, event));
                position = event.position();
            }
            long expected = versions.merge(event.subject(), 0L, (before, first) -> before + 1);
            if (event.version() != expected) {
                findings.add(Kind.GAP, "version %s of it should be there, not %s".formatted(expected, event));
                versions.put(event.subject(), event.version());
            }
        }
    }

    /** Whatever was acknowledged is in the log, once, where the answer said. */
    void kept(Collection<Acknowledged> all) {
        for (var acknowledged : all) {
            var at = at(acknowledged.position());
            if (at == null || !at.subject().equals(acknowledged.subject()) || at.version() != acknowledged.version()) {
                findings.add(Kind.NOT_KEPT, acknowledged + ", but there is " + at);
            } else if (!acknowledged.commandId().isEmpty()) {
                once(acknowledged);
            }
        }
    }

    private @Nullable Logged at(long position) {
        return position < 1 || position > log.size() ? null : log.get((int) position - 1);
    }

    /** All events of a command were written together, and are about the same thing. */
    private void once(Acknowledged acknowledged) {
        var events = byCommand.getOrDefault(acknowledged.commandId(), List.of());
        int count = events.size();
        if (count == 0) {
            findings.add(Kind.NOT_KEPT, acknowledged + ", but the log knows nothing of it");
            return;
        }
        var last = events.get(count - 1);
        if (last.position() != acknowledged.position()) {
            findings.add(Kind.DONE_TWICE, acknowledged + ", but its last event is " + last);
        }
        var first = events.get(0);
        if (last.position() - first.position() != count - 1
                || last.version() - first.version() != count - 1
                || !first.subject().equals(last.subject())) {
            findings.add(Kind.DONE_TWICE, acknowledged + ", but it did " + events);
        }
    }

    /**
     * From its first cursor on, a client saw exactly what is its user's, once and in order.
     *
     * @param from the position of its first cursor
     * @param upTo how far it was to come
     */
    void client(String client, String user, long from, long upTo, Seen seen) {
        var owed = new HashMap<Long, Logged>();
        long before = 0;
        for (var event : byOwner.getOrDefault(user, List.of())) {
            if (event.position() <= from) {
                before = event.position();
            } else {
                owed.put(event.position(), event);
            }
        }
        var had = new HashSet<Long>();
        long last = before;
        for (int nth = 0; nth < seen.size(); nth++) {
            one(client, owed, had, seen, nth, last);
            last = seen.position(nth);
        }
        owed.values().stream()
                .filter(event -> event.position() <= upTo && !had.contains(event.position()))
                .forEach(event ->
                        findings.add(Kind.LOST, "%s from %s to %s never saw %s".formatted(client, from, upTo, event)));
    }

    private void one(String client, Map<Long, Logged> owed, Set<Long> had, Seen seen, int nth, long last) {
        long position = seen.position(nth);
        var event = owed.get(position);
        if (event == null) {
            findings.add(Kind.FOREIGN, "%s saw %s".formatted(client, at(position)));
        } else if (event.mark() != seen.mark(nth)) {
            findings.add(Kind.ALTERED, "%s saw something else than %s".formatted(client, event));
        }
        if (!had.add(position)) {
            findings.add(Kind.DOUBLED, "%s saw %s again after %s".formatted(client, position, last));
        } else if (position < last) {
            findings.add(Kind.REORDERED, "%s saw %s after %s".formatted(client, position, last));
        }
        if (seen.previous(nth) != last) {
            findings.add(
                    Kind.CHAIN,
                    "%s saw %s, which follows %s, after %s".formatted(client, position, seen.previous(nth), last));
        }
    }

    /** What the read model did not have when it was streamed was deleted afterwards. */
    void gone(Collection<Peeks.Gone> all) {
        for (var gone : all) {
            var deletion = deletions.get(gone.subject());
            if (deletion == null || deletion.version() < gone.version()) {
                findings.add(Kind.AHEAD, gone + " was not there, and it was not deleted: " + deletion);
            }
        }
    }
}
