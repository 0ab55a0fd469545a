package io.tidemark.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A server that is sent changes and followed, in Tidemark's words. */
interface Target extends AutoCloseable {

    /** What it is, in the figures. */
    String name();

    int port();

    /** A token for each of so many users. */
    List<String> tokens(String prefix, int users) throws IOException, InterruptedException;

    /** Does what its database would have found the time to do, had it not been sent so much before. */
    void settle() throws SQLException;

    @Override
    void close() throws IOException;
}
