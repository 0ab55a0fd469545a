/** The feed: what each channel's clients receive, and how it reaches the connections of this process. */
@NullMarked
package io.tidemark.query.feed;

import org.jspecify.annotations.NullMarked;
