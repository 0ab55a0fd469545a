package io.tidemark.edge.auth;

import org.springframework.security.core.Authentication;

/**
 * What a caller may do beyond what is their own. A slice names the roles that only it asks for.
 *
 * @param name as it stands in the token
 */
public record Role(String name) {

    /** Runs the system. */
    public static final Role ADMIN = new Role("admin");

    /** Whether the caller's token says so. */
    public boolean isOf(Authentication caller) {
        var authority = "ROLE_" + name;
        return caller.getAuthorities().stream().anyMatch(each -> authority.equals(each.getAuthority()));
    }
}
