/** Decides about work sessions: how long a user worked on a pull request, and what was done meanwhile. */
@NullMarked
package io.tidemark.command.session;

import org.jspecify.annotations.NullMarked;
