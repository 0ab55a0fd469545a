/** The embedded PostgreSQL server, for processes that are given no database. */
@NullMarked
package io.tidemark.db.embedded;

import org.jspecify.annotations.NullMarked;
