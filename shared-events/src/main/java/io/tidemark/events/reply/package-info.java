/** What can happen to a saved reply. */
@NullMarked
package io.tidemark.events.reply;

import org.jspecify.annotations.NullMarked;
