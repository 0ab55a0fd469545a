package io.tidemark.db.revocation;

/** Whether a token that is valid by itself is accepted. */
public enum Standing {
    /** It is accepted. */
    GOOD,
    /** It was signed out, or its user was signed out after it was issued. */
    SIGNED_OUT,
    /** Its user is blocked. */
    BLOCKED
}
