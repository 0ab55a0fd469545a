/** The state of the system for its operators: now, and live. */
@NullMarked
package io.tidemark.query.dashboard;

import org.jspecify.annotations.NullMarked;
