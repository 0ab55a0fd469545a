/** All that is PostgreSQL: the event log and its wake-ups, connections, the schema, and the embedded server. */
@NullMarked
package io.tidemark.db;

import org.jspecify.annotations.NullMarked;
