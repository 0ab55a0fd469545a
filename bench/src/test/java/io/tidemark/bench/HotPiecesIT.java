package io.tidemark.bench;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how long the hot pieces take, and asserts no time. {@code docs/performance.md} tells how to run it. */
@Tag("measurement")
class HotPiecesIT {

    @Test
    void measures_and_prints() throws Exception {
        var results = new Results();
        for (var each : HotPiece.ALL) {
            if (Form.isWanted(each.name())) {
                each.measure(results);
            }
        }
        System.out.println(results);
    }
}
