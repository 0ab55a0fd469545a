/** Quotas: how many things of each kind a user may own. */
@NullMarked
package io.tidemark.command.quota;

import org.jspecify.annotations.NullMarked;
