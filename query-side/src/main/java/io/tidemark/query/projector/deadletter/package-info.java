/** The events that a read model refused, kept in Axon's dead-letter table. */
@NullMarked
package io.tidemark.query.projector.deadletter;

import org.jspecify.annotations.NullMarked;
