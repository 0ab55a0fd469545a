package io.tidemark.db.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position in a history, in the form that clients keep: {@code <epoch>.<position>}, opaque to them.
 *
 * @param epoch the random name of the history: it changes only if the history is replaced
 * @param position the last position before the cursor
 */
public record Cursor(String epoch, long position) {

    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,16})\\.(0|[1-9][0-9]{0,17})");

    /** Parses a client's text; empty if it is not a cursor. */
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
