package io.tidemark.db.append;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The meters of a process's appends. */
class AppendMeters {

    private final Timer time;
    private final DistributionSummary commands;
    private final DistributionSummary events;

    AppendMeters(MeterRegistry meters) {
        time = Timer.builder("tidemark.append")
                .description("time of an append transaction, from sending it to its answer")
                .publishPercentileHistogram()
                .register(meters);
        commands = DistributionSummary.builder("tidemark.append.commands")
                .description("commands in an append transaction")
                .register(meters);
        events = DistributionSummary.builder("tidemark.append.events")
                .description("events in an append transaction")
                .register(meters);
    }

    void appended(List<PendingAppend> batch, long nanos) {
        time.record(nanos, TimeUnit.NANOSECONDS);
        commands.record(batch.size());
        events.record(batch.stream().mapToInt(each -> each.events().size()).sum());
    }
}
