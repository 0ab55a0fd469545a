/** What can happen to a work session. */
@NullMarked
package io.tidemark.events.session;

import org.jspecify.annotations.NullMarked;
