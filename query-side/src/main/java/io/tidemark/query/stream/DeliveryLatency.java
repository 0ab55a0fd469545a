package io.tidemark.query.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The time from an event to its frame on a live stream. */
@Component
public class DeliveryLatency {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final double MEDIAN = 0.5;
    private static final double WORST_OF_A_HUNDRED = 0.99;

    private final Timer timer;
    private final Clock clock;

    DeliveryLatency(MeterRegistry meters, Clock clock) {
        this.timer = Timer.builder("tidemark.delivery")
                .description("time from an event to its frame on a live stream")
                .publishPercentiles(MEDIAN, WORST_OF_A_HUNDRED)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .distributionStatisticExpiry(WINDOW)
                .register(meters);
        this.clock = clock;
    }

    /**
     * The latencies of about the last minute.
     *
     * @param count how many frames were delivered since the process started
     * @param p50 the median, in milliseconds
     * @param p99 the 99th percentile, in milliseconds
     */
    public record Summary(long count, double p50, double p99) {}

    /** If the clock of the process that stored the event is ahead, the latency counts as 0. */
    void delivered(Instant happenedAt) {
        var took = Duration.between(happenedAt, clock.instant());
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }

    public Summary summary() {
        var snapshot = timer.takeSnapshot();
        return new Summary(
                snapshot.count(),
                millis(snapshot.percentileValues(), MEDIAN),
                millis(snapshot.percentileValues(), WORST_OF_A_HUNDRED));
    }

    private static double millis(ValueAtPercentile[] values, double percentile) {
        return Arrays.stream(values)
                .filter(value -> value.percentile() == percentile)
                .mapToDouble(value -> value.value(TimeUnit.MILLISECONDS))
                .findFirst()
                .orElse(0);
    }
}
