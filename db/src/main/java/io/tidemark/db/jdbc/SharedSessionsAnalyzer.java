package io.tidemark.db.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows without a stack trace why the process does not start behind a pooler, and what to use instead. */
class SharedSessionsAnalyzer extends AbstractFailureAnalyzer<SharedSessionsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SharedSessionsException shared) {
        return new FailureAnalysis(
                "spring.datasource.url does not lead to sessions of its own: " + shared.getMessage() + ".",
                "Connect to PostgreSQL directly, or by a pooler in session mode (pool_mode = session in PgBouncer)."
                        + " The section \"Poolers\" of docs/operating.md tells why.",
                shared);
    }
}
