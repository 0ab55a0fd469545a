/** The feed in the database: entries per channel, pages of them, and their retention. */
@NullMarked
package io.tidemark.query.feed.store;

import org.jspecify.annotations.NullMarked;
