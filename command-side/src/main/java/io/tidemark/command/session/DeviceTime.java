package io.tidemark.command.session;

import io.tidemark.edge.refusal.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A time by the clock of a device, to the millisecond. The clock may be wrong, but not by decades. */
final class DeviceTime {

    private static final Instant MIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("2100-01-01T00:00:00Z");

    private DeviceTime() {}

    /**
     * Parses a time of a request; null if there is none.
     *
     * @param code the code of the refusal
     */
    static @Nullable Instant parse(String code, @Nullable String raw) {
        if (raw == null) {
            return null;
        }
        try {
            var time = Instant.parse(raw);
            if (!time.isBefore(MIN) && time.isBefore(MAX)) {
                return precise(time);
            }
        } catch (DateTimeException noTime) {
            // Refused below, like any other value that is out of bounds.
        }
        throw Refused.invalid(
                code, "a time must have the form 2026-11-20T09:30:00Z and be between the years 2000 and 2100");
    }

    /** A time of the server's clock in the precision of a device. */
    static Instant precise(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
