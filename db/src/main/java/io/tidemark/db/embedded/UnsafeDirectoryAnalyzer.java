package io.tidemark.db.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows without a stack trace which directory keeps the process from starting, and what to do about it. */
class UnsafeDirectoryAnalyzer extends AbstractFailureAnalyzer<UnsafeDirectoryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeDirectoryException unsafe) {
        return new FailureAnalysis(
                "The directory " + unsafe.getMessage() + ".",
                "tidemark.data-dir has to belong to the account under which the process runs. A directory with the"
                        + " binaries of PostgreSQL can be removed: the next start unpacks them again. The section \"One"
                        + " process with its own database\" of docs/operating.md has the rules.",
                unsafe);
    }
}
