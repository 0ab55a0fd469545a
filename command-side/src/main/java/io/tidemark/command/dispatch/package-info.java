/** The bridge from HTTP to Axon: off the event loop, each command once, with the expected version. */
@NullMarked
package io.tidemark.command.dispatch;

import org.jspecify.annotations.NullMarked;
