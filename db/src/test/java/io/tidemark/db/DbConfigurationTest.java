package io.tidemark.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.db.axon.PostgresEventStorageEngine;
import io.tidemark.db.axon.PostgresEventStore;
import io.tidemark.db.log.Cursor;
import io.tidemark.db.log.Epoch;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log in an application. */
@Timeout(60)
class DbConfigurationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(DbConfiguration.class)
    static class Application {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void the_log_is_the_application_s_event_store() {
        try (var application = run("spring.datasource.url", TestDatabase.create())) {
            assertThat(application.getBean(EventStore.class)).isInstanceOf(PostgresEventStore.class);
            application.getBean(EventGateway.class).publish(new Noted("hello"));
            assertThat(texts(application)).containsExactly("hello");
        }
    }

    @Test
    void the_epoch_is_the_database_s() {
        try (var application = run("spring.datasource.url", TestDatabase.create())) {
            var drawn = application
                    .getBean(JdbcClient.class)
                    .sql("SELECT epoch FROM log_epoch")
                    .query(String.class);
            assertThat(application.getBean(Epoch.class)).isEqualTo(new Epoch(drawn.single()));
            assertThat(Cursor.parse(application.getBean(Epoch.class).at(3).toString()))
                    .isPresent();
        }
    }

    @Test
    void a_replaced_history_has_a_new_epoch() {
        var url = TestDatabase.create();
        try (var application = run("spring.datasource.url", url)) {
            var drawn = application
                    .getBean(JdbcClient.class)
                    .sql("SELECT new_epoch()")
                    .query(String.class)
                    .single();
            assertThat(application.getBean(Epoch.class).name()).isNotEqualTo(drawn);
        }
    }

    @Test
    void events_are_written_without_null_fields() {
        try (var application = run("spring.datasource.url", TestDatabase.create())) {
            record Optionally(String text, @Nullable String more) {}
            var serializer = application.getBean("eventSerializer", Serializer.class);
            assertThat(serializer
                            .serialize(new Optionally("hello", null), String.class)
                            .getData())
                    .isEqualTo("{\"text\":\"hello\"}");
        }
    }

    @Test
    void a_connection_is_bounded_before_its_first_statement() {
        try (var application = run("spring.datasource.url", TestDatabase.create())) {
            var settings = application
                    .getBean(JdbcClient.class)
                    .sql("""
                    SELECT concat(name, ' ', setting, unit, ' ', source) FROM pg_settings
                    WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout') ORDER BY name
                    """)
                    .query(String.class)
                    .list();
            assertThat(settings)
                    .containsExactly(
                            "idle_in_transaction_session_timeout 3000ms client", "statement_timeout 2000ms client");
        }
    }

    @Tag("slow")
    @Test
    void without_a_database_it_brings_its_own_and_keeps_its_data(@TempDir Path directory) {
        try (var application = run("tidemark.data-dir", directory.toString())) {
            application.getBean(EventGateway.class).publish(new Noted("kept"));
        }
        try (var application = run("tidemark.data-dir", directory.toString())) {
            assertThat(texts(application)).containsExactly("kept");
        }
    }

    private static ConfigurableApplicationContext run(String property, String value) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.import=classpath:tidemark-db.yml")
                .run("--" + property + "=" + value);
    }

    private static List<String> texts(ConfigurableApplicationContext application) {
        return application
                .getBean(PostgresEventStorageEngine.class)
                .readEvents(null, false)
                .map(EventMessage::getPayload)
                .map(Noted.class::cast)
                .map(Noted::text)
                .toList();
    }
}
