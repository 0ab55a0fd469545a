package io.tidemark.query.reply;

/**
 * The constants of searches. Only tests use other values.
 *
 * @param rows how many replies one page looks through
 * @param bytes how much text it looks through, and then the rest of the reply in which that ends
 */
record SearchTuning(int rows, long bytes) {

    static final SearchTuning DEFAULT = new SearchTuning(5_000, 4_194_304);
}
