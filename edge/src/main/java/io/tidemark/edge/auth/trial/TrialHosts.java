package io.tidemark.edge.auth.trial;

import io.tidemark.edge.refusal.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a request under a host name that is not allowed. Otherwise a page of any site could let its name resolve to
 * this machine, ask the built-in issuer for a token, and read what is here.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrialHosts implements WebFilter {

    private static final List<String> OF_THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    TrialHosts(Collection<String> more) {
        allowed = Stream.concat(OF_THIS_MACHINE.stream(), more.stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return hostsOf(exchange.getRequest()).allMatch(this::isAllowed)
                ? chain.filter(exchange)
                : Mono.error(() -> Refused.forbidden(
                        "host.not-allowed", "this server is a trial, and does not answer under this host name"));
    }

    /** As sent, and as a proxy says if the server believes it. Browsers always send one. */
    private static Stream<@Nullable String> hostsOf(ServerHttpRequest request) {
        return Stream.concat(
                request.getHeaders().getOrEmpty(HttpHeaders.HOST).stream(),
                Stream.ofNullable(request.getURI().getRawAuthority()));
    }

    private boolean isAllowed(@Nullable String host) {
        return host != null && allowed.contains(withoutPort(host).toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
