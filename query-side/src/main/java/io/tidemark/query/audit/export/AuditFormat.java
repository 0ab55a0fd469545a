package io.tidemark.query.audit.export;

import io.tidemark.query.audit.AuditEntry;

/** How a long answer writes the entries of the audit. */
interface AuditFormat {

    /** What comes before all entries. */
    String head();

    String entry(AuditEntry entry);

    /** What comes after all entries; without it, the answer was cut off. */
    String end(String cursor);
}
