package io.tidemark.edge.http;

import io.tidemark.edge.security.SecurityLog;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/**
 * Checks origins also if {@link URI} finds no host in the server's address, for example because of an underscore.
 * Spring would then refuse every origin, that of the server's own page too.
 */
class AnyHostCorsProcessor extends DefaultCorsProcessor {

    /** A host that equals no origin. */
    private static final URI OF_NOBODY = URI.create("http://host.invalid");

    private final SecurityLog securityLog;

    AnyHostCorsProcessor(SecurityLog securityLog) {
        this.securityLog = securityLog;
    }

    @Override
    public boolean process(@Nullable CorsConfiguration cors, ServerWebExchange exchange) {
        boolean allowed = isAllowed(cors, exchange);
        if (!allowed) {
            securityLog.refused(exchange, HttpStatus.FORBIDDEN, "origin");
        }
        return allowed;
    }

    private boolean isAllowed(@Nullable CorsConfiguration cors, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (request.getURI().getHost() != null) {
            return super.process(cors, exchange);
        }
        return isFromOwnPage(request) || super.process(cors, addressedTo(OF_NOBODY, exchange));
    }

    private static boolean isFromOwnPage(ServerHttpRequest request) {
        var own = request.getURI().getScheme() + "://" + request.getURI().getRawAuthority();
        return own.equalsIgnoreCase(request.getHeaders().getOrigin());
    }

    private static ServerWebExchange addressedTo(URI address, ServerWebExchange exchange) {
        return exchange.mutate().request(request -> request.uri(address)).build();
    }
}
