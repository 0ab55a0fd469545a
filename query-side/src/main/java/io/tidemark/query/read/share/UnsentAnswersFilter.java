package io.tidemark.query.read.share;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.Principal;
import java.util.List;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts large answers until the operating system has taken them. A client that asks for page after page and takes none
 * would fill the memory of the process.
 */
@Component
class UnsentAnswersFilter implements WebFilter {

    /** A smaller answer is not counted. */
    private static final long LARGE = DataSize.ofKilobytes(16).toBytes();

    private static final DataSize MAX_PER_USER = DataSize.ofMegabytes(8);
    private static final DataSize MAX = DataSize.ofMegabytes(64);

    private static final String API = "/api/";

    /** Their files go from the disk to the client without being in memory, unless somebody wraps the response. */
    private static final String IMAGES = "/api/images/";

    /** What describes the answer that is not sent. */
    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG, "Tidemark-Cursor");

    private final UnsentAnswers unsent;

    UnsentAnswersFilter(MeterRegistry meters) {
        unsent = new UnsentAnswers(MAX.toBytes(), MAX_PER_USER.toBytes()).metered(meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(
                isRead(exchange.getRequest())
                        ? exchange.mutate().response(new Counted(exchange)).build()
                        : exchange);
    }

    private static boolean isRead(ServerHttpRequest request) {
        var path = request.getPath().value();
        return HttpMethod.GET.equals(request.getMethod()) && path.startsWith(API) && !path.startsWith(IMAGES);
    }

    private final class Counted extends ServerHttpResponseDecorator {

        private final Mono<String> user;

        Counted(ServerWebExchange exchange) {
            super(exchange.getResponse());
            this.user = exchange.getPrincipal().map(Principal::getName);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return body instanceof Mono<? extends DataBuffer> whole ? whole.flatMap(this::send) : super.writeWith(body);
        }

        private Mono<Void> send(DataBuffer answer) {
            int bytes = answer.readableByteCount();
            var sending = Mono.defer(() -> super.writeWith(Mono.just(answer)));
            return bytes < LARGE
                    ? sending
                    : user.flatMap(name -> unsent.within(name, bytes, sending)).doOnError(refused -> forget(answer));
        }

        private void forget(DataBuffer answer) {
            if (!isCommitted()) {
                DataBufferUtils.release(answer);
                HEADERS.forEach(getHeaders()::remove);
            }
        }
    }
}
