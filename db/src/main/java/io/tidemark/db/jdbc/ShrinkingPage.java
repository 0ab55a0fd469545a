package io.tidemark.db.jdbc;

import java.util.List;
import java.util.function.IntFunction;
import org.springframework.dao.QueryTimeoutException;

/**
 * The next rows of many.
 *
 * @param isLast whether there were no more behind them
 */
public record ShrinkingPage<T>(List<T> list, boolean isLast) {

    private static final int FEWER = 8;

    /** Reads so many rows at most; where they take longer than a statement may, an eighth of them, and so on down to one. */
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
