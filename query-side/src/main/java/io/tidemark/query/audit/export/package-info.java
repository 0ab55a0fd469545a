/** The audit as long answers: all entries as CSV or NDJSON, and as a live stream. */
@NullMarked
package io.tidemark.query.audit.export;

import org.jspecify.annotations.NullMarked;
