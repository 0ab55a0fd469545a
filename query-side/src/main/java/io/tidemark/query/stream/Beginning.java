package io.tidemark.query.stream;

/**
 * The first answer to {@link Following}.
 *
 * @param cursor the position that the stream goes on from
 * @param behind whether what was missed is yet to be read
 */
record Beginning(Verdict verdict, long cursor, boolean behind) {}
