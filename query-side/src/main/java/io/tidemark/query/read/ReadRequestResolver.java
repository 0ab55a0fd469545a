package io.tidemark.query.read;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads {@code Tidemark-After}, the query parameters, and who is asking. */
class ReadRequestResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ReadRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return exchange.getPrincipal().map(caller -> read(caller, exchange.getRequest()));
    }

    private static ReadRequest read(Principal caller, ServerHttpRequest request) {
        return new ReadRequest(
                caller.getName(),
                after(request.getHeaders()),
                request.getQueryParams().toSingleValueMap());
    }

    /** Two headers are no cursor, and are refused as one that is malformed. */
    private static @Nullable String after(HttpHeaders headers) {
        var values = headers.get("Tidemark-After");
        return values == null ? null : String.join(",", values);
    }
}
