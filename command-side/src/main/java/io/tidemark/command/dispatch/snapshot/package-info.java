/** Snapshots of aggregates: what loading one costs at most. */
@NullMarked
package io.tidemark.command.dispatch.snapshot;

import org.jspecify.annotations.NullMarked;
