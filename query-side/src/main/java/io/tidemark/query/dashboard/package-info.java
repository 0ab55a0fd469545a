/** The system as those who run it see it: now, and live. */
@NullMarked
package io.tidemark.query.dashboard;

import org.jspecify.annotations.NullMarked;
