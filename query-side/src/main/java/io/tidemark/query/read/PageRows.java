package io.tidemark.query.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of one page.
 *
 * @param complete whether they are the last ones
 * @param before the position before which the rows of the next page were created
 */
record PageRows(List<JsonRow> rows, boolean complete, long before) {

    /**
     * Takes rows until one does not fit.
     *
     * @param before the position before which they were created
     */
    static PageRows read(Stream<? extends View<?>> rows, long before, Budget budget, JsonMapper json) {
        try (rows) {
            var page = new ArrayList<JsonRow>();
            long last = before;
            for (var each = rows.iterator(); each.hasNext(); ) {
                var row = each.next();
                var answer = new JsonRow(json.writeValueAsString(row.answer()));
                if (!budget.take(answer.size())) {
                    return new PageRows(page, false, last);
                }
                page.add(answer);
                last = row.createdPosition;
            }
            return new PageRows(page, true, last);
        }
    }

    /** The same if the rows were looked for in a window alone: the next page goes on behind it. */
    PageRows of(SearchWindow window) {
        return complete && !window.isLast() ? new PageRows(rows, false, window.from()) : this;
    }

    /** How many rows and bytes one answer may still hold. The first row always fits, so that each page makes progress. */
    static final class Budget {

        private final int maxRows;
        private final long maxBytes;
        private int rows;
        private long bytes;

        Budget(int maxRows, long maxBytes) {
            this.maxRows = maxRows;
            this.maxBytes = maxBytes;
        }

        /** Takes a row if it fits. */
        boolean take(int size) {
            boolean fits = rows == 0 || (rows < maxRows && bytes + size <= maxBytes);
            if (fits) {
                rows++;
                bytes += size;
            }
            return fits;
        }
    }
}
