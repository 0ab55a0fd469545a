package io.tidemark.query.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.head.ListenerHealth;
import io.tidemark.query.stream.lifetime.CloseReason;
import io.tidemark.query.stream.lifetime.ConnectionRegistry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The meters of a process's streams. */
@Component
class StreamMeters {

    private final MeterRegistry meters;

    StreamMeters(
            MeterRegistry meters,
            ConnectionRegistry connections,
            @Qualifier("catchUpQueue") FairQueue catchUpQueue,
            ListenerHealth listenerHealth) {
        this.meters = meters;
        Gauge.builder(
                        "tidemark.stream.connections",
                        connections,
                        each -> each.load().connections())
                .description("open streams")
                .register(meters);
        Gauge.builder("tidemark.stream.users", connections, each -> each.load().users())
                .description("users with an open stream")
                .register(meters);
        Gauge.builder("tidemark.stream.catchups.running", catchUpQueue, FairQueue::running)
                .description("catch-up pages being read")
                .register(meters);
        Gauge.builder("tidemark.stream.catchups.waiting", catchUpQueue, FairQueue::waiting)
                .description("catch-up pages waiting for a turn")
                .register(meters);
        Gauge.builder("tidemark.stream.delayed", listenerHealth, each -> each.isDelayed() ? 1 : 0)
                .description("1 while the database sends no notifications and streams report a delay")
                .register(meters);
        Stream.of(CloseReason.values())
                .forEach(this::goodbyes); // So that monitoring sees 0 before the first goodbye, not a missing meter.
        verdicts(ResumeMode.LIVE, null);
        verdicts(ResumeMode.RESUMED, null);
    }

    void decided(ResumeDecision decision) {
        verdicts(decision.mode(), decision.reason()).increment();
    }

    void ended(CloseReason reason) {
        goodbyes(reason).increment();
    }

    private Counter verdicts(ResumeMode mode, @Nullable ResetReason reason) {
        var why = reason == null ? "" : reason.text();
        return meters.counter("tidemark.stream.verdicts", "mode", mode.text(), "reason", why);
    }

    private Counter goodbyes(CloseReason reason) {
        return meters.counter("tidemark.stream.goodbyes", "reason", reason.reason());
    }
}
