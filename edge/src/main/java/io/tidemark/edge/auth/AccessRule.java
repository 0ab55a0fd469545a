package io.tidemark.edge.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may send the requests of one path. Slices contribute their rules as beans. A request without a rule needs a valid
 * token, and no role.
 *
 * @param method the method of the requests; null for every method
 * @param mediaType the content type of the requests; null for every type
 * @param role the role that a caller needs; null if a caller needs no token
 */
public record AccessRule(
        PathPattern path,
        @Nullable HttpMethod method,
        @Nullable String mediaType,
        @Nullable Role role) {

    /** A caller without the role is refused. */
    public static AccessRule onlyFor(Role role, String path) {
        return new AccessRule(pattern(path), null, null, role);
    }

    /** A caller without the role is refused; other methods are not restricted. */
    public static AccessRule onlyFor(Role role, HttpMethod method, String path) {
        return new AccessRule(pattern(path), method, null, role);
    }

    /** A caller needs no token for this method. */
    public static AccessRule open(HttpMethod method, String path) {
        return new AccessRule(pattern(path), method, null, null);
    }

    /** The token is in the body, which is plain text; the slice asks {@link BodyToken} for its caller. */
    public static AccessRule tokenInBody(String path) {
        return new AccessRule(pattern(path), HttpMethod.POST, MediaType.TEXT_PLAIN_VALUE, null);
    }

    /** A caller needs no token. */
    static AccessRule open(String path) {
        return new AccessRule(pattern(path), null, null, null);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    boolean isOpen() {
        return role == null;
    }

    /** The token is in the body, but a token in a header must still be valid. */
    boolean ignoresToken() {
        return isOpen() && mediaType == null;
    }

    boolean matches(ServerHttpRequest request) {
        return path.matches(request.getPath().pathWithinApplication())
                && (method == null || isFor(method, request.getMethod()))
                && (mediaType == null || isOfType(mediaType, request));
    }

    /** A rule for {@code GET} also covers {@code HEAD}. */
    private static boolean isFor(HttpMethod method, HttpMethod asked) {
        return method.equals(asked) || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD));
    }

    private static boolean isOfType(String mediaType, ServerHttpRequest request) {
        var given = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return given != null && given.split(";", 2)[0].strip().equalsIgnoreCase(mediaType);
    }

    boolean admits(Authentication caller) {
        return role == null || role.isOf(caller);
    }
}
