/** Follows the log: writes the read models, the feed and the token of where it stands in one transaction per batch. */
@NullMarked
package io.tidemark.query.project;

import org.jspecify.annotations.NullMarked;
