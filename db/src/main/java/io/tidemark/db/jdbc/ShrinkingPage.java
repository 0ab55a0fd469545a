package io.tidemark.db.jdbc;

import java.util.List;
import java.util.function.IntFunction;
import org.springframework.dao.QueryTimeoutException;

/**
 * A page of rows.
 *
 * @param isLast whether there were no more rows after it
 */
public record ShrinkingPage<T>(List<T> list, boolean isLast) {

    private static final int FEWER = 8;

    /** Reads at most that many rows. After a statement time-out, retries with an eighth of them, down to one row. */
    public static <T> ShrinkingPage<T> read(int limit, IntFunction<List<T>> read) {
        try {
            var list = read.apply(limit);
            return new ShrinkingPage<>(list, list.size() < limit);
        } catch (QueryTimeoutException slow) {
            if (limit == 1) {
                throw slow;
            }
            return read(Math.max(1, limit / FEWER), read);
        }
    }
}
