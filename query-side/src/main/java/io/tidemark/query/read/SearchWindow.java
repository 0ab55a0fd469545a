package io.tidemark.query.read;

/**
 * The part of a list that one page is searched for in, because to look through all of it could take too long. The page
 * ends where the window ends.
 *
 * @param from the position of the creation of its oldest row
 * @param isLast whether there are no older rows
 */
public record SearchWindow(long from, boolean isLast) {

    /** The whole list. */
    public static final SearchWindow ALL = new SearchWindow(0, true);
}
