package io.tidemark.bench;

import java.io.IOException;
import java.util.List;

/** A server that is sent changes and followed, in Tidemark's words. */
interface Target extends AutoCloseable {

    /** What it is, in the figures. */
    String name();

    int port();

    /** A token for each of so many users. */
    List<String> tokens(String prefix, int users) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
