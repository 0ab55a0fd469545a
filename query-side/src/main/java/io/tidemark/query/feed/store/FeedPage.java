package io.tidemark.query.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a channel after a position, from one snapshot.
 *
 * @param entries each follows the one before it
 * @param removed whether entries after the position were removed; then the page has no entries
 * @param head the position up to which the feed was complete
 * @param reached the position up to which the page has all entries of the channel
 * @param more whether the channel had more entries
 */
public record FeedPage(List<FeedEntry> entries, boolean removed, long head, long reached, boolean more) {

    /** One entry, if any, and the values that are the same in all rows. */
    record Row(long head, long floor, long last, @Nullable FeedEntry entry) {

        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(row.getLong(1), row.getLong(2), row.getLong(3), FeedEntry.read(row, 4));
        }

        boolean follows(long position) {
            return position >= floor && (entry == null || entry.previous() <= position);
        }
    }

    /** Ends before the first gap: there, entries were removed or are being written again. */
    static FeedPage of(List<Row> rows, long after) {
        var first = rows.get(0);
        var entries = new ArrayList<FeedEntry>();
        long reached = after;
        for (var row : rows) {
            if (row.entry() == null || !row.follows(reached)) {
                break;
            }
            entries.add(row.entry());
            reached = row.entry().position();
        }
        boolean more = first.last() > reached;
        return new FeedPage(
                entries, !first.follows(after), first.head(), more ? reached : Math.max(reached, first.head()), more);
    }
}
