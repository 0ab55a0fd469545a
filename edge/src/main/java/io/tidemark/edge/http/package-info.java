/** The HTTP server: its time-outs, CORS, chunk encoding, and how it drains at shutdown. */
@NullMarked
package io.tidemark.edge.http;

import org.jspecify.annotations.NullMarked;
