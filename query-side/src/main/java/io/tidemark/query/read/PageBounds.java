package io.tidemark.query.read;

/**
 * Which rows of a list are a page, the newest first.
 *
 * @param limit how many rows it has at most
 * @param before the position before which each row was created
 * @param from the position from which on each row was created
 */
public record PageBounds(int limit, long before, long from) {

    static PageBounds before(long before, int limit) {
        return new PageBounds(limit, before, SearchWindow.ALL.from());
    }

    PageBounds within(SearchWindow window) {
        return new PageBounds(limit, before, window.from());
    }
}
