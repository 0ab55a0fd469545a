package io.tidemark.edge.auth.trial;

import io.tidemark.edge.auth.BuiltInIssuerCondition;

/** The built-in issuer is on where it must not be. */
class ExposedIssuerException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private static final String OWN_ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences";

    private final String action;

    private ExposedIssuerException(String what, String action) {
        super(what);
        this.action = action;
    }

    static ExposedIssuerException besideAnother() {
        return new ExposedIssuerException(
                "The built-in token issuer is on, and an OIDC issuer is configured. Anyone could sign in as any user, and"
                        + " the tokens of the OIDC issuer would be refused.",
                "Remove %s=true, or the settings under spring.security.oauth2.resourceserver.jwt."
                        .formatted(BuiltInIssuerCondition.SETTING));
    }

    static ExposedIssuerException at(String address) {
        return new ExposedIssuerException(
                "The built-in token issuer is on, and this server would listen on %s. Anyone who can reach it could sign in as any user."
                        .formatted(address),
                "Use an issuer of your own (%s), or listen on this machine only (server.address=127.0.0.1). For a trial among people who may all see everything, set %s=%s."
                        .formatted(OWN_ISSUER, BuiltInIssuerCondition.SETTING, BuiltInIssuerCondition.ANYWHERE));
    }

    String action() {
        return action;
    }
}
