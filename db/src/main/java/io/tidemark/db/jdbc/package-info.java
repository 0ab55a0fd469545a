/** Connections to PostgreSQL: their time-outs, their retries, and what is logged when the database is out of reach. */
@NullMarked
package io.tidemark.db.jdbc;

import org.jspecify.annotations.NullMarked;
