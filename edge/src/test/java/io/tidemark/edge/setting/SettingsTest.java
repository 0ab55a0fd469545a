package io.tidemark.edge.setting;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class SettingsTest {

    private final Settings settings = new Settings("tidemark.reads");

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 200})
    void a_value_within_its_bounds_is_accepted(int threads) {
        assertThatCode(() -> settings.between("threads", threads, 1, 200)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void a_value_outside_is_refused_by_its_name_with_what_is_allowed(int threads) {
        assertThatThrownBy(() -> settings.between("threads", threads, 1, 200))
                .hasMessage(
                        "Property tidemark.reads.threads with value '%s' is invalid: it must be between 1 and 200",
                        threads);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0ms", "PT1.5S, 1500ms", "PT90S, 90s", "PT2M, 2m", "PT36H, 36h", "P2D, 2d"})
    void a_time_is_named_in_the_largest_unit_that_fits(Duration time, String shown) {
        assertThatThrownBy(() -> settings.between("timeout", time, Duration.ofDays(3), Duration.ofDays(4)))
                .hasMessageContaining("with value '%s' is invalid: it must be between 3d and 4d", shown);
    }

    @Test
    void a_size_is_named_in_the_largest_unit_that_fits() {
        assertThatThrownBy(() ->
                        settings.between("bytes", DataSize.ofBytes(0), DataSize.ofBytes(1), DataSize.ofKilobytes(1)))
                .hasMessageContaining("with value '0B' is invalid: it must be between 1B and 1KB");
    }

    @Test
    void a_condition_says_what_is_allowed() {
        assertThatThrownBy(() -> settings.require(false, "claim", " ", "it must name a claim"))
                .hasMessage("Property tidemark.reads.claim with value ' ' is invalid: it must name a claim");
    }
}
