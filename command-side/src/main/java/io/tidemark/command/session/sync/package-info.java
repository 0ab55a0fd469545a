/** Batches of session operations from a device that was offline. */
@NullMarked
package io.tidemark.command.session.sync;

import org.jspecify.annotations.NullMarked;
