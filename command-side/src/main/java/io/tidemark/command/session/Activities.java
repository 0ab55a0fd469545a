package io.tidemark.command.session;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.session.SessionActivity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Activities that a device reports: 1 to 500, each once. */
record Activities(List<SessionActivity> values) {

    static final int MAX = 500;
    private static final long MAX_COUNT = 1_000_000;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    /** An activity in a request. */
    record Sent(
            @Nullable String localId,
            @Nullable String kind,
            @Nullable String at,
            @Nullable Long count) {}

    static Activities parse(@Nullable List<@Nullable Sent> sent) {
        if (sent == null || sent.isEmpty() || sent.size() > MAX) {
            throw Refused.invalid("session.activities", "activities must contain 1 to %s items".formatted(MAX));
        }
        var once = sent.stream()
                .map(Activities::parse)
                .collect(Collectors.toMap(
                        SessionActivity::localId, Function.identity(), (first, again) -> first, TreeMap::new));
        return new Activities(List.copyOf(once.values()));
    }

    private static SessionActivity parse(@Nullable Sent sent) {
        if (sent == null) {
            throw Refused.invalid("session.activities", "each activity must be a JSON object");
        }
        return new SessionActivity(
                LocalId.parse(sent.localId()).value(), kind(sent.kind()), at(sent.at()), count(sent.count()));
    }

    private static String kind(@Nullable String raw) {
        if (raw == null || !KIND.matcher(raw).matches()) {
            throw Refused.invalid(
                    "session.activity-kind",
                    "kind must have 1 to 50 lower-case letters, digits or hyphens and start with a letter");
        }
        return raw;
    }

    private static Instant at(@Nullable String raw) {
        var code = "session.activity-at";
        return Objects.requireNonNullElseGet(DeviceTime.parse(code, raw), () -> {
            throw Refused.invalid(code, "each activity must have a time in its field 'at'");
        });
    }

    private static long count(@Nullable Long raw) {
        long count = raw == null ? 1 : raw;
        if (count < 1 || count > MAX_COUNT) {
            throw Refused.invalid(
                    "session.activity-count", "count must be a whole number from 1 to %s".formatted(MAX_COUNT));
        }
        return count;
    }
}
