/** What the log looks like: no line holds a stranger's control characters, and no library fills it. */
@NullMarked
package io.tidemark.edge.log;

import org.jspecify.annotations.NullMarked;
