package io.tidemark.edge.auth.trial;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why the built-in issuer stops the start, without a stack trace. */
class ExposedIssuerAnalyzer extends AbstractFailureAnalyzer<ExposedIssuerException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ExposedIssuerException exposed) {
        return new FailureAnalysis(String.valueOf(exposed.getMessage()), exposed.action(), exposed);
    }
}
