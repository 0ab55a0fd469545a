package io.tidemark.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T06:00:00.123Z");

    private static TimeOrderedIds at(Instant instant, int seed) {
        return new TimeOrderedIds(Clock.fixed(instant, ZoneOffset.UTC), new Random(seed));
    }

    @Test
    void an_id_begins_with_its_millisecond_and_says_its_version() {
        var id = at(NOW, 1).get();
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void a_later_one_stands_behind_as_text_too() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(at(NOW.plusMillis(1), seed).get().toString())
                    .isGreaterThan(at(NOW, seed + 1).get().toString());
        }
    }

    @Test
    void each_of_the_other_bits_is_random() {
        var ids = at(NOW, 1);
        var all = new HashSet<UUID>();
        long everHigh = 0;
        long everLow = 0;
        long alwaysHigh = -1;
        long alwaysLow = -1;
        for (int nth = 0; nth < 1000; nth++) {
            var id = ids.get();
            all.add(id);
            everHigh |= id.getMostSignificantBits();
            everLow |= id.getLeastSignificantBits();
            alwaysHigh &= id.getMostSignificantBits();
            alwaysLow &= id.getLeastSignificantBits();
        }
        assertThat(all).hasSize(1000);
        assertThat(Long.bitCount(everHigh ^ alwaysHigh) + Long.bitCount(everLow ^ alwaysLow))
                .isEqualTo(74);
    }
}
