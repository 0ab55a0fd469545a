/** What stands between the network and a slice: authentication, problem responses and limits. */
@NullMarked
package io.tidemark.edge;

import org.jspecify.annotations.NullMarked;
