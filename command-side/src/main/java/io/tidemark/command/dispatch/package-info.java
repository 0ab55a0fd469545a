/** The bridge from HTTP to Axon: off the event loop, each command once, with the version that the caller expects. */
@NullMarked
package io.tidemark.command.dispatch;

import org.jspecify.annotations.NullMarked;
