package io.tidemark.edge.auth.claim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * The claim that lists a token's roles, at the top or nested in other claims. A claim's name may contain full stops,
 * so a claim with the whole name takes precedence over a path.
 *
 * @param name {@code roles}, or a path such as {@code realm_access.roles}
 */
record RolesClaim(String name) {

    static final int MAX_ROLES = 1_000;
    static final int MAX_LENGTH = 255;

    private static final Pattern STEPS = Pattern.compile("\\.");
    private static final Pattern SPACES = Pattern.compile(" +");

    /** The roles, as a list or as one text with spaces between them; none if there is no such claim. */
    List<String> of(Map<String, Object> claims) {
        var roles = texts(claims.containsKey(name) ? claims.get(name) : behindPath(claims));
        if (roles.size() > MAX_ROLES || roles.stream().anyMatch(role -> role.length() > MAX_LENGTH)) {
            throw new InvalidBearerTokenException("the token has too many roles, or one that is too long");
        }
        return roles;
    }

    private @Nullable Object behindPath(Map<String, Object> claims) {
        Object reached = claims;
        for (var step : STEPS.split(name, -1)) {
            if (reached != null) {
                reached = asObject(reached).get(step);
            }
        }
        return reached;
    }

    private static Map<?, ?> asObject(Object claim) {
        if (claim instanceof Map<?, ?> object) {
            return object;
        }
        throw wrongShape();
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim == null) {
            return List.of();
        }
        if (claim instanceof String text) {
            return text.isBlank()
                    ? List.of()
                    : SPACES.splitAsStream(text.strip()).toList();
        }
        if (claim instanceof Collection<?> elements) {
            return elements.stream().map(RolesClaim::text).toList();
        }
        throw wrongShape();
    }

    private static String text(@Nullable Object element) {
        if (element instanceof String role) {
            return role;
        }
        throw wrongShape();
    }

    private static InvalidBearerTokenException wrongShape() {
        return new InvalidBearerTokenException("the token's roles are neither a list of texts nor a text");
    }
}
