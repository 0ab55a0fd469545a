package io.tidemark.bench;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what it measures, and asserts no time. {@code docs/performance.md} tells how to run the full form. */
@Tag("measurement")
class BenchIT {

    @Test
    void measures_and_prints() throws Exception {
        var form = Form.fromProperties();
        var results = new Results();
        for (var each : Measurement.ALL) {
            if (Form.isWanted(each.name())) {
                each.how().measure(form, results);
            }
        }
        System.out.println(results);
    }
}
