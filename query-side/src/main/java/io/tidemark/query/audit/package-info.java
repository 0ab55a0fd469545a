/** The audit: who did what and when, and the state of resources at a time. */
@NullMarked
package io.tidemark.query.audit;

import org.jspecify.annotations.NullMarked;
