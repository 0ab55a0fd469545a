package io.tidemark.edge.security;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Writes the security log: a line for each refused request that an attack would cause, and for each read of what
 * belongs to others. The lines about refusals are bounded per source and reason, and are counted by reason.
 */
@Component
public class SecurityLog implements AutoCloseable {

    /** The name of the logger, so that an operator can send its lines elsewhere. */
    static final String NAME = "tidemark.security";

    static final String METER = "tidemark.http.refused";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final String WINDOW = "PT1M";
    private static final String CALLER = SecurityLog.class.getName() + ".caller";
    private static final String CORRELATION_ID = "X-Correlation-ID";

    /** No token or a bad one, no right, a key for another request, too many requests. */
    private static final Set<Integer> STATUSES = Set.of(401, 403, 422, 429);

    /** Refusals with another status that no well-made client causes. */
    private static final Set<String> REASONS = Set.of("request.malformed", "token.too-long");

    private final Routes routes;
    private final MeterRegistry meters;
    private final RefusalWindow window = new RefusalWindow();

    SecurityLog(Routes routes, MeterRegistry meters) {
        this.routes = routes;
        this.meters = meters;
    }

    /** Remembers who sent a request, for the line about its refusal. */
    public static void callerIs(ServerWebExchange exchange, String user) {
        exchange.getAttributes().put(CALLER, user);
    }

    /**
     * Notes that a request is refused.
     *
     * @param reason the code of the answer
     */
    public void refused(ServerWebExchange exchange, HttpStatusCode status, String reason) {
        if (!STATUSES.contains(status.value()) && !REASONS.contains(reason)) {
            return;
        }
        meters.counter(METER, "status", Integer.toString(status.value()), "reason", reason)
                .increment();
        String user = exchange.getAttribute(CALLER);
        var address = address(exchange.getRequest().getRemoteAddress());
        if (window.admits(reason, user == null ? "address " + address : "user " + user)) {
            write(exchange.getRequest(), status, reason, user, address);
        }
    }

    private void write(
            ServerHttpRequest request,
            HttpStatusCode status,
            String reason,
            @Nullable String user,
            @Nullable String address) {
        LOG.info(
                "refused status={} reason={} user={} address={} method={} route={} correlation={}",
                status.value(),
                reason,
                LogText.of(user),
                LogText.of(address),
                LogText.of(request.getMethod().name()),
                LogText.of(routes.of(request.getPath().pathWithinApplication())),
                LogText.of(request.getHeaders().getFirst(CORRELATION_ID)));
    }

    /** Behind a proxy, the address is what the proxy says, which need not be one. */
    private static @Nullable String address(@Nullable InetSocketAddress remote) {
        if (remote == null) {
            return null;
        }
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    /**
     * Notes that a caller reads what belongs to others. Each read has its line.
     *
     * @param what the kind of the read
     * @param whose the user whose data it is; null for everybody
     * @param asked what exactly is read
     */
    public void read(String what, String caller, @Nullable String whose, String asked) {
        LOG.info(
                "read what={} user={} whose={} asked={}",
                what,
                LogText.of(caller),
                whose == null ? "everybody" : LogText.of(whose),
                LogText.of(asked));
    }

    /** Begins the next window, and says what had no line in the last one. */
    @Scheduled(fixedRateString = WINDOW)
    public void beginWindow() {
        window.next()
                .forEach(omitted -> LOG.warn(
                        "omitted reason={} refusals={} loudest={} refusals-of-loudest={} window={}",
                        omitted.reason(),
                        omitted.refusals(),
                        LogText.of(omitted.loudest()),
                        omitted.refusalsOfLoudest(),
                        WINDOW));
    }

    @Override
    public void close() {
        beginWindow();
    }
}
