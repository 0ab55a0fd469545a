package io.tidemark.query.read;

/** How many rows and bytes one answer may still hold. The first row always fits, so that each page makes progress. */
final class PageBudget {

    private final int maxRows;
    private final long maxBytes;
    private int rows;
    private long bytes;

    PageBudget(int maxRows, long maxBytes) {
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
