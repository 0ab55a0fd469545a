package io.tidemark.query.read;

import io.tidemark.db.log.Cursor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place between two pages, {@code <cursor>-<before>} in a list and {@code <cursor>-<part>-<before>} in a snapshot.
 * It is opaque to clients.
 *
 * @param cursor the cursor of the first page
 * @param part the part of the snapshot in which the next page begins; empty in a list
 * @param before the position before which the rows of the next page were created
 */
record PageToken(Cursor cursor, String part, long before) {

    private static final Pattern FORM = Pattern.compile("([^-]+)-(?:([a-z]{1,50})-)?([0-9]{1,19})");

    /** Reads what a client sent; empty if it is not the place between two pages. */
    static Optional<PageToken> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var part = Optional.ofNullable(matcher.group(2)).orElse("");
        return Cursor.parse(matcher.group(1))
                .flatMap(cursor -> before(matcher.group(3)).map(before -> new PageToken(cursor, part, before)));
    }

    private static Optional<Long> before(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return cursor + "-" + (part.isEmpty() ? "" : part + "-") + before;
    }
}
