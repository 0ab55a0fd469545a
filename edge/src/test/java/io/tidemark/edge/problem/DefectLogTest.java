package io.tidemark.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

@ExtendWith(OutputCaptureExtension.class)
class DefectLogTest {

    private static final String TRACE = "IllegalStateException: broken";
    private static final int MANY = 50;

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefectLog defects = new DefectLog(nanos::get);

    @Test
    void trace_of_one_kind_is_logged_once_a_minute(CapturedOutput output) {
        defects.bindTo(meters);
        fail(MANY);
        assertThat(output.toString()).containsOnlyOnce(TRACE);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        fail(1);
        assertThat(output.toString().split(TRACE, -1)).hasSize(3);
        assertThat(output).contains("Not logged before: " + (MANY - 1));
        assertThat(meters.get("tidemark.http.defects").functionCounter().count())
                .isEqualTo(MANY + 1);
    }

    @Test
    void another_kind_is_logged_too(CapturedOutput output) {
        fail(MANY);
        defects.log(MockServerHttpRequest.get("/b").build(), new IllegalArgumentException("another"));
        assertThat(output).contains("IllegalArgumentException: another");
    }

    private void fail(int times) {
        for (int nth = 0; nth < times; nth++) {
            defects.log(MockServerHttpRequest.get("/a").build(), new IllegalStateException("broken"));
        }
    }
}
