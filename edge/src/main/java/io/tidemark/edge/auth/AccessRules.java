package io.tidemark.edge.auth;

import io.tidemark.edge.security.SecurityLog;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/**
 * The access rules of the edge and of all slices, collected once and checked directly. Spring's own list of matchers is
 * reactive, and took 5 % of the processor time of a process that only executes commands.
 */
class AccessRules implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final List<AccessRule> OF_THE_EDGE = List.of(
            AccessRule.open("/actuator/health/**"),
            AccessRule.onlyFor(Role.ADMIN, "/actuator/**"),
            AccessRule.onlyFor(Role.ADMIN, "/api/admin/**"));
    private static final List<String> STATIC_PAGE =
            List.of("/", "/index.html", "/*.js", "/*.css", "/favicon.ico", "/webjars/**");
    private static final Mono<AuthorizationResult> GRANTED = Mono.just(new AuthorizationDecision(true));
    private static final Mono<AuthorizationResult> REFUSED = Mono.just(new AuthorizationDecision(false));

    private final List<AccessRule> open;
    private final List<AccessRule> restricted;

    AccessRules(List<AccessRule> ofSlices) {
        var all = Stream.of(OF_THE_EDGE, ofStaticPage(), ofSlices)
                .flatMap(List::stream)
                .toList();
        open = all.stream().filter(AccessRule::isOpen).toList();
        restricted = all.stream().filter(rule -> !rule.isOpen()).toList();
    }

    private static List<AccessRule> ofStaticPage() {
        return STATIC_PAGE.stream()
                .map(path -> AccessRule.open(HttpMethod.GET, path))
                .toList();
    }

    /** Does not authenticate the caller of an open path. */
    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> caller, AuthorizationContext asked) {
        var request = asked.getExchange().getRequest();
        return isOpen(request)
                ? GRANTED
                : caller.doOnNext(known -> SecurityLog.callerIs(asked.getExchange(), known.getName()))
                        .<AuthorizationResult>map(known -> new AuthorizationDecision(isGranted(known, request)))
                        .switchIfEmpty(REFUSED);
    }

    /** Whether a caller with a valid token may send the request. */
    boolean isGranted(Authentication caller, ServerHttpRequest request) {
        return (caller.isAuthenticated() && isAdmitted(caller, request)) || isOpen(request);
    }

    /** Whether the request needs no token. A bad token must then not refuse it. */
    boolean ignoreTokenOf(ServerHttpRequest request) {
        return open.stream().anyMatch(rule -> rule.ignoresToken() && rule.matches(request));
    }

    private boolean isAdmitted(Authentication caller, ServerHttpRequest request) {
        return restricted.stream().allMatch(rule -> !rule.matches(request) || rule.admits(caller));
    }

    private boolean isOpen(ServerHttpRequest request) {
        return open.stream().anyMatch(rule -> rule.matches(request));
    }
}
