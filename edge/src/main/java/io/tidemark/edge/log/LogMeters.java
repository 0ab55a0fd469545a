package io.tidemark.edge.log;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counts the lines that the log does not contain. */
@Component
class LogMeters implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("tidemark.log.left.out", WarningsOfLibraries.LEFT_OUT, LongAdder::sum)
                .description(
                        "warnings of libraries that the log does not contain, because there were too many of the kind")
                .register(meters);
    }
}
