/** The background threads of a process. */
@NullMarked
package io.tidemark.db.loop;

import org.jspecify.annotations.NullMarked;
