/** Everything about PostgreSQL: the event log and its notifications, connections, the schema, the embedded server. */
@NullMarked
package io.tidemark.db;

import org.jspecify.annotations.NullMarked;
