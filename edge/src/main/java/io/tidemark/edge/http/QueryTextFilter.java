package io.tidemark.edge.http;

import io.tidemark.edge.json.WireText;
import io.tidemark.edge.refusal.Refused;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses queries that are not valid text, so that slices need not check that. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class QueryTextFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isText(exchange.getRequest().getURI().getRawQuery())
                ? chain.filter(exchange)
                : Mono.error(Refused.invalid("query.malformed", "the query string must be percent-encoded UTF-8"));
    }

    /** Spring would decode invalid UTF-8 to replacement characters, and so search for another text. */
    private static boolean isText(@Nullable String query) {
        if (query == null) {
            return true;
        }
        try {
            var bytesAsLatin = new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            var decoded = URLDecoder.decode(bytesAsLatin, StandardCharsets.ISO_8859_1);
            var bytes = ByteBuffer.wrap(decoded.getBytes(StandardCharsets.ISO_8859_1));
            return WireText.isClean(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return false;
        }
    }
}
