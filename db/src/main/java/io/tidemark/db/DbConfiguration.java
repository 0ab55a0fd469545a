package io.tidemark.db;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Wires the event log into Axon. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
@Import(EmbeddedDatabase.class)
public class DbConfiguration {

    @Bean
    static BeanPostProcessor promptConnections() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    PromptConnections.use(pool);
                }
                return bean;
            }
        };
    }

    /** A migration may take long: instead of the pool's connections, with their time-outs, it has some of its own. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(DataSource pool, JdbcConnectionDetails database) {
        return migrations -> {
            if (migrations.getDataSource() == pool) {
                migrations.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            }
        };
    }

    @Bean
    LongTransactions longTransactions(JdbcClient jdbc, DataSource dataSource) {
        return new LongTransactions(jdbc, dataSource);
    }

    @Bean
    LogSessions logSessions(JdbcConnectionDetails database) {
        return new LogSessions(database);
    }

    @Bean
    Head logHead() {
        return new Head("tidemark_log", "SELECT coalesce(max(position), 0) FROM event_log");
    }

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    HeadListener headListener(LogSessions sessions, LogProperties properties, List<Head> heads) {
        return new HeadListener(sessions, properties.pollInterval(), heads);
    }

    @Bean(initMethod = "start")
    HeadAnnouncer headAnnouncer(LogSessions sessions, List<Head> heads) {
        return new HeadAnnouncer(sessions, heads);
    }

    @Bean
    RecentEvents recentEvents(LogProperties properties) {
        return new RecentEvents(properties.recentChars());
    }

    @Bean(initMethod = "start")
    GroupAppender groupAppender(
            LogSessions sessions,
            LogProperties properties,
            RecentEvents recent,
            @Qualifier("logHead") Head logHead,
            MeterRegistry meters) {
        return new GroupAppender(sessions, properties, recent, logHead, meters);
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer serializer,
            Configuration axon,
            JdbcClient jdbc,
            GroupAppender appender,
            RecentEvents recent,
            LogProperties properties) {
        return new PostgresEventStorageEngine(
                PostgresEventStorageEngine.builder(serializer, axon.upcasterChain(), axon.snapshotFilter()),
                jdbc,
                appender,
                recent,
                properties.batchEvents());
    }

    @Bean
    PostgresEventStore eventStore(PostgresEventStorageEngine engine, @Qualifier("logHead") Head logHead) {
        return new PostgresEventStore(engine, logHead);
    }

    @Bean
    CommandReceipts commandReceipts(JdbcClient jdbc, GroupAppender appender) {
        return new CommandReceipts(jdbc, appender);
    }

    @Bean
    Epoch epoch(JdbcClient jdbc) {
        return new Epoch(jdbc.sql(Epoch.QUERY).query(String.class).single());
    }

    @Bean
    EpochHealth epochHealthIndicator(Epoch epoch, JdbcClient jdbc, ApplicationEventPublisher events) {
        return new EpochHealth(epoch, jdbc, events);
    }

    @Bean
    Jackson3SerializerCustomizer storedJson() {
        return builder -> {
            StoredJson.configure(builder);
            // Axon keeps its own tokens as JSON with type names; nothing else may be named by a stored type.
            builder.findAndAddModules()
                    .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                            .allowIfSubType("org.axonframework.")
                            .build());
        };
    }
}
