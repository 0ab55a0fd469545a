package io.tidemark.edge.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/**
 * Judges origins also where the server is called by a name in which {@link URI} finds no host, such as one with an
 * underscore. Spring refuses every origin there, that of the server's own page too.
 */
class AnyHostCorsProcessor extends DefaultCorsProcessor {

    /** No origin is the same as this one. */
    private static final URI OF_NOBODY = URI.create("http://host.invalid");

    @Override
    public boolean process(@Nullable CorsConfiguration cors, ServerWebExchange exchange) {
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
