/** What stands before the first filter: how many connections there are, and what is done about malformed requests. */
@NullMarked
package io.tidemark.edge.http.entry;

import org.jspecify.annotations.NullMarked;
