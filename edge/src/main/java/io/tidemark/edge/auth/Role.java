package io.tidemark.edge.auth;

import java.util.Locale;
import org.springframework.security.core.Authentication;

/** What a caller may do beyond what is their own. */
public enum Roles {
    /** Runs the system. */
    ADMIN,
    /** Reads everybody's history. */
    AUDITOR,
    /** Reports what became of an enrichment. */
    WORKFLOW;

    /** Whether the caller's token says so. */
    public boolean isOf(Authentication caller) {
        var authority = "ROLE_" + name().toLowerCase(Locale.ROOT);
        return caller.getAuthorities().stream().anyMatch(each -> authority.equals(each.getAuthority()));
    }
}
