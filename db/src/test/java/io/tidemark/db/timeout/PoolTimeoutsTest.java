package io.tidemark.db.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class PoolTimeoutsTest {

    private static final String OPTIONS = "spring.datasource.hikari.data-source-properties.options";

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void reads_the_settings_of_the_pool_and_its_connections() {
        environment.setProperty("spring.datasource.hikari.validation-timeout", "250");
        environment.setProperty("spring.datasource.hikari.connection-timeout", "1000");
        environment.setProperty("spring.datasource.hikari.data-source-properties.socketTimeout", "3");
        environment.setProperty(OPTIONS, "-c statement_timeout=2s -c idle_in_transaction_session_timeout=3s");
        assertThat(all())
                .containsExactly(
                        "spring.datasource.hikari.validation-timeout (250 ms)",
                        "spring.datasource.hikari.connection-timeout (1000 ms)",
                        "statement_timeout (2000 ms)",
                        "idle_in_transaction_session_timeout (3000 ms)",
                        "spring.datasource.hikari.data-source-properties.socketTimeout (3000 ms)");
    }

    @Test
    void the_pool_s_defaults_count_and_unset_timeouts_do_not() {
        environment.setProperty(OPTIONS, "-c statement_timeout=0");
        environment.setProperty("spring.datasource.hikari.data-source-properties.socketTimeout", "0");
        assertThat(all())
                .containsExactly(
                        "spring.datasource.hikari.validation-timeout (5000 ms)",
                        "spring.datasource.hikari.connection-timeout (30000 ms)");
    }

    @ParameterizedTest
    @CsvSource({"2500, 2500", "2500ms, 2500", "2s, 2000", "1min, 60000", "1s -c statement_timeout=2s, 2000"})
    void an_option_has_the_units_of_postgresql_and_the_last_one_counts(String value, long millis) {
        environment.setProperty(OPTIONS, "-c statement_timeout=" + value);
        assertThat(all()).contains("statement_timeout (%s ms)".formatted(millis));
    }

    @Test
    void the_address_of_the_database_takes_precedence() {
        environment.setProperty("spring.datasource.hikari.data-source-properties.socketTimeout", "3");
        environment.setProperty(OPTIONS, "-c statement_timeout=2s");
        environment.setProperty(
                "spring.datasource.url",
                "jdbc:postgresql://localhost/tidemark?socketTimeout=9&options=-c%20statement_timeout=8s");
        assertThat(all())
                .contains(
                        "statement_timeout (8000 ms)",
                        "spring.datasource.hikari.data-source-properties.socketTimeout (9000 ms)");
    }

    private List<String> all() {
        return new PoolTimeouts(environment)
                .all().stream().map(OrderedTimeout::toString).toList();
    }
}
