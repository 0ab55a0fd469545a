/** Each user's share of what all reads have in common: threads, connections to the database, and memory for answers. */
@NullMarked
package io.tidemark.query.read.share;

import org.jspecify.annotations.NullMarked;
