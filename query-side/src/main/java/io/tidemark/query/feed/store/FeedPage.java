package io.tidemark.query.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a channel after a position, as they were at one moment.
 *
 * @param entries each follows the one before it
 * @param removed whether what followed the position is not there any more; then there are no entries
 * @param head the feed was complete up to here
 * @param reached all that the channel has up to here is among the entries
 * @param more whether the channel had more
 */
public record FeedPage(List<FeedEntry> entries, boolean removed, long head, long reached, boolean more) {

    /** One entry, if there is any, and what is the same in all rows. */
    record Row(long head, long floor, long last, @Nullable FeedEntry entry) {

        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(row.getLong(1), row.getLong(2), row.getLong(3), FeedEntry.read(row, 4));
        }

        boolean follows(long position) {
            return position >= floor && (entry == null || entry.previous() <= position);
        }
    }

    /** Ends before the first gap: there something was removed, or is being written anew. */
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
