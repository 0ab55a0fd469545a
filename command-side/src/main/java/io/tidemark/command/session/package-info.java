/** Decides about work sessions: how long a user worked on a pull request, and which activities there were. */
@NullMarked
package io.tidemark.command.session;

import org.jspecify.annotations.NullMarked;
