package io.tidemark.query.read;

import io.tidemark.edge.refusal.Refused;
import java.time.DateTimeException;
import java.time.Instant;

/** Parses times of requests. */
public final class Times {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    /**
     * Reads a time that the database can hold.
     *
     * @param name the parameter's name
     * @param code the code of the refusal
     */
    public static Instant parse(String name, String code, String raw) {
        try {
            var time = Instant.parse(raw);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME)) {
                return time;
            }
        } catch (DateTimeException none) {
            // Refused below, like a time that is out of bounds.
        }
        throw Refused.invalid(code, name + " must be a time of the form 2026-11-20T09:30:00Z");
    }
}
