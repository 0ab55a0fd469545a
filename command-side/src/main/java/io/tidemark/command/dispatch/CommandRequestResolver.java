package io.tidemark.command.dispatch;

import io.tidemark.edge.refusal.Refused;
import java.security.Principal;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the caller, {@code Idempotency-Key}, {@code If-Match} and the correlation id of a request. */
@Component
public class CommandRequestResolver implements HandlerMethodArgumentResolver {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private final Supplier<UUID> ids;
    private final Clock clock;

    CommandRequestResolver(Supplier<UUID> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CommandRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        return exchange.getPrincipal().map(actor -> {
            var request = read(actor, exchange.getRequest());
            var correlationId = request.origin().correlationId();
            if (correlationId != null) {
                exchange.getResponse().getHeaders().set(RequestOrigin.CORRELATION_ID, correlationId);
            }
            return request;
        });
    }

    /** The same for a caller who is not authenticated by a header. */
    public CommandRequest read(Principal actor, ServerHttpRequest request) {
        var key = key(request.getHeaders().getFirst("Idempotency-Key"));
        return new CommandRequest(
                actor.getName(),
                CommandRequest.id(actor.getName(), key == null ? ids.get().toString() : key),
                request.getMethod() + " " + request.getPath().value(),
                key != null,
                ExpectedVersion.parse(request.getHeaders().getOrEmpty("If-Match")),
                clock.instant(),
                RequestOrigin.of(request.getHeaders()));
    }

    private static @Nullable String key(@Nullable String header) {
        if (header != null && !KEY.matcher(header).matches()) {
            throw Refused.invalid(
                    "idempotency-key.invalid", "Idempotency-Key must have 1 to 200 visible ASCII characters");
        }
        return header;
    }
}
