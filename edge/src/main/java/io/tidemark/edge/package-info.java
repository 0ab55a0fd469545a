/**
 * What stands between the network and a slice. This package wires it, and holds the process's sources of time and
 * ids.
 */
@NullMarked
package io.tidemark.edge;

import org.jspecify.annotations.NullMarked;
