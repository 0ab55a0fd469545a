/** The threads of commands, and each user's and each aggregate's share of them. */
@NullMarked
package io.tidemark.command.dispatch.pool;

import org.jspecify.annotations.NullMarked;
