/** Migrates the database for processes that run under a role which may not. */
@NullMarked
package io.tidemark.db.migration;

import org.jspecify.annotations.NullMarked;
