package io.tidemark.query.audit.export;

import io.tidemark.query.audit.AuditEntry;

/** A format of long answers. */
interface AuditFormat {

    /** The text before all entries. */
    String head();

    String entry(AuditEntry entry);

    /** The text after all entries. An answer without it was cut off. */
    String end(String cursor);
}
