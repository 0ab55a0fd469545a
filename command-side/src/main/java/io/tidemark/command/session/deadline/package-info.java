/** Runs the deadlines that end abandoned sessions. */
@NullMarked
package io.tidemark.command.session.deadline;

import org.jspecify.annotations.NullMarked;
