/** All that is PostgreSQL: the event log behind Axon's interfaces, its wake-ups, the schema and the embedded server. */
@NullMarked
package io.tidemark.db;

import org.jspecify.annotations.NullMarked;
