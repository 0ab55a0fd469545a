package io.tidemark.edge.http;

import io.netty.handler.codec.http.HttpVersion;
import io.tidemark.edge.refusal.Refused;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** Refuses requests of HTTP/1.1 without exactly one valid {@code Host}, as RFC 9112 wants it (3.2). */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2) // After CORS, so that a page of another origin can read it.
class HostFilter implements WebFilter {

    /** A name may be of any form, also one with an underscore, as in a network of containers. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=%-]*+(\\[[0-9A-Fa-f:.]+])?(:[0-9]{0,5})?");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isValid(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.error(Refused.invalid("host.invalid", "the request must have exactly one valid Host header"));
    }

    private static boolean isValid(ServerHttpRequest request) {
        var hosts = request.getHeaders().getOrDefault(HttpHeaders.HOST, List.of());
        return hosts.isEmpty()
                ? !isRequired(request)
                : hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches();
    }

    private static boolean isRequired(ServerHttpRequest request) {
        HttpServerRequest received = ServerHttpRequestDecorator.getNativeRequest(request);
        return received.version().compareTo(HttpVersion.HTTP_1_1) >= 0;
    }
}
