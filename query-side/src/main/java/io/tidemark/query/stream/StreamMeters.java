package io.tidemark.query.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.Head;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What there is to see of a process's streams. */
@Component
class StreamMeters {

    private final MeterRegistry meters;

    StreamMeters(
            MeterRegistry meters,
            Connections connections,
            @Qualifier("catchUpTurns") Turns catchUps,
            @Qualifier("feedHead") Head feedHead) {
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
        Gauge.builder("tidemark.stream.catchups.running", catchUps, Turns::running)
                .description("catch-up pages being read")
                .register(meters);
        Gauge.builder("tidemark.stream.catchups.waiting", catchUps, Turns::waiting)
                .description("catch-up pages waiting for a turn")
                .register(meters);
        Gauge.builder("tidemark.stream.delayed", feedHead, each -> each.isDelayed() ? 1 : 0)
                .description("1 while the database sends no notifications and streams report a delay")
                .register(meters);
        Stream.of(Ending.values()).forEach(this::goodbyes); // A figure that is not there yet is not 0 to who watches.
        verdicts("live", "");
        verdicts("resumed", "");
    }

    void decided(Verdict verdict) {
        var reason = verdict.reason() == null ? "" : verdict.reason();
        meters.counter("tidemark.stream.verdicts", "mode", verdict.mode(), "reason", reason)
                .increment();
    }

    void ended(Ending ending) {
        goodbyes(ending).increment();
    }

    private Counter verdicts(String mode, String reason) {
        return meters.counter("tidemark.stream.verdicts", "mode", mode, "reason", reason);
    }

    private Counter goodbyes(Ending ending) {
        return meters.counter("tidemark.stream.goodbyes", "reason", ending.reason());
    }
}
