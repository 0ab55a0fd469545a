package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the console shows when a setting stops the start. Nothing here reaches a database. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {

    private static final String[] ALL_AT_TWO_SECONDS = {
        "spring.datasource.hikari.validation-timeout=2000",
        "spring.datasource.hikari.connection-timeout=2000",
        "tidemark.commands.lock-timeout=2s",
        "tidemark.log.append-timeout=2s",
        "tidemark.commands.timeout=2s",
        "tidemark.reads.timeout=2s",
        "spring.datasource.hikari.data-source-properties.options="
                + "-c statement_timeout=2s -c idle_in_transaction_session_timeout=2s",
        "spring.datasource.hikari.data-source-properties.socketTimeout=2",
        "tidemark.log.lock-timeout=2s",
        "tidemark.projector.claim-timeout=2s"
    };

    @Test
    void a_value_that_is_not_allowed_is_named_with_what_is(CapturedOutput output) {
        assertRefused("tidemark.reads.threads=0");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Property tidemark.reads.threads with value '0' is invalid: it must be between 1 and 10000")
                .doesNotContain("\tat ");
    }

    @Test
    void every_pair_of_time_outs_out_of_order_is_named_with_its_values(CapturedOutput output) {
        assertRefused(ALL_AT_TWO_SECONDS);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The time-outs are out of order:")
                .doesNotContain("\tat ");
        var pool = "spring.datasource.hikari.";
        assertThat(output.getAll().lines().map(String::strip))
                .contains(
                        pair(pool + "validation-timeout", pool + "connection-timeout"),
                        pair(pool + "validation-timeout", "tidemark.commands.lock-timeout"),
                        pair(pool + "connection-timeout", "tidemark.log.append-timeout"),
                        pair("tidemark.commands.lock-timeout", "tidemark.log.append-timeout"),
                        pair("tidemark.log.append-timeout", "tidemark.commands.timeout"),
                        pair("tidemark.log.append-timeout", "tidemark.reads.timeout"),
                        pair("tidemark.commands.timeout", "statement_timeout"),
                        pair("tidemark.reads.timeout", "statement_timeout"),
                        pair("statement_timeout", "idle_in_transaction_session_timeout"),
                        pair("statement_timeout", pool + "data-source-properties.socketTimeout"),
                        pair("statement_timeout", "tidemark.log.lock-timeout"),
                        pair("statement_timeout", "tidemark.projector.claim-timeout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer-uri=https://id.example.com", "jwk-set-uri=https://id.example.com/keys"})
    void an_outside_issuer_needs_an_audience(String issuer, CapturedOutput output) {
        assertRefusedWith(TestDatabase.migrated(), "spring.security.oauth2.resourceserver.jwt." + issuer);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Invalid value '' for configuration property"
                        + " 'spring.security.oauth2.resourceserver.jwt.audiences'")
                .contains("an issuer also signs tokens for other applications")
                .doesNotContain("\tat ");
    }

    @Test
    void built_in_issuer_is_not_for_a_network(CapturedOutput output) {
        assertRefused("server.address=0.0.0.0");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The built-in token issuer is on, and this server would listen on 0.0.0.0.")
                .contains("server.address=127.0.0.1")
                .contains("tidemark.auth.built-in-issuer=insecure-anywhere")
                .doesNotContain("\tat ");
    }

    @Test
    void built_in_issuer_is_not_for_those_who_have_one(CapturedOutput output) {
        assertRefused(
                "tidemark.auth.built-in-issuer=true",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.com",
                "spring.security.oauth2.resourceserver.jwt.audiences=tidemark");
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The built-in token issuer is on, and an OIDC issuer is configured.")
                .doesNotContain("\tat ");
    }

    @Test
    void the_defaults_are_in_order(CapturedOutput output) {
        assertRefused();
        assertThat(output).contains("localhost:1 refused").doesNotContain("out of order");
    }

    private static String pair(String shorter, String longer) {
        return "%s (2000 ms) must be shorter than %s (2000 ms)".formatted(shorter, longer);
    }

    /** The port has no database, so a start that passes the checks ends there. */
    private static void assertRefused(String... settings) {
        assertRefusedWith("jdbc:postgresql://localhost:1/none", settings);
    }

    private static void assertRefusedWith(String databaseUrl, String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password="));
        List.of(settings).forEach(setting -> arguments.add("--" + setting));
        var application = new SpringApplication(Tidemark.class);
        application.setRegisterShutdownHook(false);
        assertThatThrownBy(() -> application.run(arguments.toArray(String[]::new)))
                .isInstanceOf(Exception.class);
    }
}
