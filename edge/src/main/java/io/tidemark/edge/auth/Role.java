package io.tidemark.edge.auth;

import org.springframework.security.core.Authentication;

/**
 * A role of a caller. A slice defines the roles that only it needs.
 *
 * @param name the name in the token
 */
public record Role(String name) {

    /** Runs the system. */
    public static final Role ADMIN = new Role("admin");

    /** Whether the caller has the role. */
    public boolean isOf(Authentication caller) {
        var authority = "ROLE_" + name;
        return caller.getAuthorities().stream().anyMatch(each -> authority.equals(each.getAuthority()));
    }
}
