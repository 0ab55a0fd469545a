package io.tidemark.edge.auth.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class IssuerExposureTest {

    private static final String OIDC = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"})
    void loopback_address_is_allowed(String address) {
        assertThatCode(() -> IssuerExposure.check(with("true", address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "192.0.2.7", "no-such-name.invalid"})
    void address_that_others_reach_is_refused(String address) {
        for (var setting : new String[] {"true", "auto"}) {
            assertThatThrownBy(() -> IssuerExposure.check(with(setting, address)))
                    .isInstanceOf(ExposedIssuerException.class)
                    .hasMessageContaining(address.isEmpty() ? "all addresses" : address);
        }
    }

    @Test
    void address_that_others_reach_is_allowed_in_so_many_words() {
        assertThatCode(() -> IssuerExposure.check(with("insecure-anywhere", "0.0.0.0")))
                .doesNotThrowAnyException();
    }

    @Test
    void issuer_beside_another_is_refused() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("server.address", "127.0.0.1", OIDC, "https://id.example.com")));
        assertThatThrownBy(() -> IssuerExposure.check(environment))
                .isInstanceOfSatisfying(
                        ExposedIssuerException.class,
                        exposed -> assertThat(exposed.action()).contains("tidemark.auth.built-in-issuer=true"));
    }

    private static Environment with(String setting, String address) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("tidemark.auth.built-in-issuer", setting, "server.address", address)));
        return environment;
    }
}
