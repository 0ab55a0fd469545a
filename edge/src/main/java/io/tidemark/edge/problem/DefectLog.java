package io.tidemark.edge.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Logs each kind of defect at most once a minute, with its stack trace and the number of those before that it did not log: who
 * finds a defect must not be able to fill the disk. A kind is a class of failures at one line of the code.
 */
@Component
class DefectLog implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(DefectLog.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int MAX_KINDS = 200;

    private final Cache<String, Boolean> logged;
    private final AtomicInteger unlogged = new AtomicInteger();
    private final LongAdder all = new LongAdder();

    @Autowired
    DefectLog() {
        this(Ticker.systemTicker());
    }

    DefectLog(Ticker ticker) {
        logged = Caffeine.newBuilder()
                .expireAfterWrite(SILENCE)
                .maximumSize(MAX_KINDS)
                .ticker(ticker)
                .build();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("tidemark.http.defects", all, LongAdder::sum)
                .description("requests answered 500 because of a defect")
                .register(meters);
    }

    void log(ServerHttpRequest request, Throwable failure) {
        all.increment();
        if (logged.asMap().putIfAbsent(kindOf(failure), true) == null) {
            var path = request.getPath().value();
            int before = unlogged.getAndSet(0);
            LOG.error(
                    "Request failed unexpectedly: {} {}. Not logged before: {}",
                    request.getMethod(),
                    path,
                    before,
                    failure);
        } else {
            unlogged.incrementAndGet();
        }
    }

    private static String kindOf(Throwable failure) {
        var origin = Arrays.stream(failure.getStackTrace()).findFirst();
        return failure.getClass().getName() + origin.map(line -> " at " + line).orElse("");
    }
}
