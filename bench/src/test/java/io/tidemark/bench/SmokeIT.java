package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a server can still be measured: of a few seconds of changes each one that is acknowledged is seen. */
@Tag("slow")
class SmokeIT {

    private static final int USERS = 20;
    private static final int RATE = 50;

    @Test
    void changes_are_sent_to_a_server_and_seen_at_its_streams() throws Exception {
        try (var server = Server.start();
                var traffic = new Traffic(List.of(server), USERS)) {
            traffic.follow(1);
            var outcome = traffic.send(Traffic.Kind.CREATE, RATE, Duration.ZERO, Duration.ofSeconds(4));
            assertThat(outcome.failed()).isLessThan(outcome.sent());
            assertThat(outcome.lost()).isZero();
            assertThat(outcome.outOfOrder()).isZero();
            assertThat(outcome.seen().size()).isBetween(outcome.sent() - outcome.failed(), outcome.sent());
        }
    }
}
