package io.tidemark.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class TracingOnDemandTest {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint=";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
            })
    static class Application {}

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.banner-mode=off", ENDPOINT, ENDPOINT + "${nothing:}"})
    void nothing_about_tracing_is_there_without_an_endpoint(String setting) {
        try (var application = start(setting)) {
            assertThat(application.getBeanNamesForType(ObservationAutoConfiguration.class))
                    .isNotEmpty();
            assertThat(application.getBeanNamesForType(Tracer.class)).isEmpty();
            assertThat(application.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
        }
    }

    @Test
    void tracing_is_there_with_an_endpoint() {
        try (var application = start(ENDPOINT + "http://localhost:4318/v1/traces")) {
            assertThat(application.getBean(Tracer.class)).isNotSameAs(Tracer.NOOP);
        }
    }

    private static ConfigurableApplicationContext start(String setting) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(setting)
                .run();
    }
}
