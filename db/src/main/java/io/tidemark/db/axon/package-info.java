/** The event log behind Axon's interfaces: storage engine, event store, and the streams that processors read. */
@NullMarked
package io.tidemark.db.axon;

import org.jspecify.annotations.NullMarked;
