package io.tidemark.query.feed.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entries of all channels, from one snapshot.
 *
 * @param floor entries that are missing because they were removed are at or below it
 */
public record FeedSlice(long floor, List<FeedEntry> entries) {

    /** One entry, if any, and the values that are the same in all rows. */
    record Row(long floor, @Nullable FeedEntry entry) {

        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(row.getLong(1), FeedEntry.read(row, 2));
        }
    }

    static FeedSlice of(List<Row> rows) {
        return new FeedSlice(
                rows.get(0).floor(),
                rows.stream().map(Row::entry).filter(Objects::nonNull).toList());
    }
}
