package io.tidemark.db.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a history, as clients hold it: {@code <epoch>.<position>}, opaque to them.
 *
 * @param epoch which history: drawn when the database is created, drawn anew when history was replaced
 * @param position the last position that is behind the cursor
 */
public record Cursor(String epoch, long position) {

    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,16})\\.(0|[1-9][0-9]{0,17})");

    /** Reads what a client sent; empty if it is not a cursor at all. */
    public static Optional<Cursor> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + position;
    }
}
