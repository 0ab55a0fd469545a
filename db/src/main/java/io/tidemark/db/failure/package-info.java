/** What a failure to use the database means. The edge may use this package, and no other one of this module. */
@NullMarked
package io.tidemark.db.failure;

import org.jspecify.annotations.NullMarked;
