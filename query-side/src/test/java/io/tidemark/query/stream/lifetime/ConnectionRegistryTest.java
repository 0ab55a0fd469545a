package io.tidemark.query.stream.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.stream.lifetime.ConnectionRegistry.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionRegistryTest {

    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = START;
    private final InstantSource time = () -> now;

    private record Return(Instant at) {}

    /** How often a stream is opened in the second hour by clients that come back when they are told to. */
    @ParameterizedTest
    @CsvSource({"5, 7, 20", "50, 52, 20", "5, 5, 0"})
    void more_clients_than_slots_come_to_rest(int slots, int clients, int mostOpened) {
        var registry = registry(slots);
        var returns = new PriorityQueue<Return>(Comparator.comparing(Return::at));
        for (int i = 0; i < clients; i++) {
            returns.add(new Return(START.plusSeconds(i)));
        }
        int opened = 0;
        while (!returns.isEmpty() && returns.peek().at().isBefore(START.plus(HOUR.multipliedBy(2)))) {
            now = returns.remove().at();
            opened += now.isAfter(START.plus(HOUR)) ? 1 : 0;
            open(registry, returns);
        }
        assertThat(opened).isLessThanOrEqualTo(mostOpened);
        assertThat(registry.load().connections()).isEqualTo(slots);
    }

    private void open(ConnectionRegistry registry, PriorityQueue<Return> returns) {
        var slot = Objects.requireNonNull(registry.enter("ann", () -> false));
        slot.ending().subscribe(end -> comeBack(slot, end, returns));
    }

    private void comeBack(Slot slot, StreamLifetime.End end, PriorityQueue<Return> returns) {
        slot.leave();
        returns.add(new Return(now.plus(Objects.requireNonNull(end.stayAway()))));
    }

    private ConnectionRegistry registry(int slots) {
        var properties = new StreamProperties(
                Duration.ofSeconds(15),
                Duration.ofMinutes(10),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                1_000,
                slots,
                1_000,
                10);
        return new ConnectionRegistry(properties, StreamTuning.DEFAULT, clock(), new Random(7));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.instant();
            }
        };
    }
}
