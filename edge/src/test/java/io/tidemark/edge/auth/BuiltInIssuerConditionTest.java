package io.tidemark.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

class BuiltInIssuerConditionTest {

    private static final String SETTING = "tidemark.auth.built-in-issuer=";
    private static final String OIDC = "spring.security.oauth2.resourceserver.jwt.";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(BuiltIn.class);

    @Configuration(proxyBeanMethods = false)
    @Conditional(BuiltInIssuerCondition.class)
    static class BuiltIn {}

    @Test
    void it_is_off_unless_asked_for() {
        application.run(context -> assertThat(context).doesNotHaveBean(BuiltIn.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "auto", "insecure-anywhere"})
    void it_is_on_when_asked_for(String setting) {
        application
                .withPropertyValues(SETTING + setting)
                .run(context -> assertThat(context).hasSingleBean(BuiltIn.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "", "yes"})
    void anything_else_leaves_it_off(String setting) {
        application
                .withPropertyValues(SETTING + setting)
                .run(context -> assertThat(context).doesNotHaveBean(BuiltIn.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "issuer-uri=https://id.example.com",
                "jwk-set-uri=https://id.example.com/jwks",
                "public-key-location=classpath:key.pem"
            })
    void an_issuer_of_ones_own_takes_its_place(String issuer) {
        for (var setting : List.of("auto", "insecure-anywhere")) {
            application
                    .withPropertyValues(SETTING + setting, OIDC + issuer)
                    .run(context -> assertThat(context).doesNotHaveBean(BuiltIn.class));
        }
    }

    @Test
    void variable_without_a_value_names_no_issuer() {
        application
                .withPropertyValues(SETTING + "auto", OIDC + "issuer-uri=", OIDC + "jwk-set-uri= ")
                .run(context -> assertThat(context).hasSingleBean(BuiltIn.class));
    }

    /** The start then fails, see {@code IssuerExposureTest}. */
    @Test
    void it_stays_on_beside_another_issuer_only_when_that_is_said() {
        application
                .withPropertyValues(SETTING + "true", OIDC + "issuer-uri=https://id.example.com")
                .run(context -> assertThat(context).hasSingleBean(BuiltIn.class));
    }
}
