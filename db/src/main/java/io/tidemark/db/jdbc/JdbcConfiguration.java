package io.tidemark.db.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connections to PostgreSQL: the pool, and the connections outside of it. */
@Configuration(proxyBeanMethods = false)
public class JdbcConfiguration {

    @Bean
    static BeanPostProcessor promptConnections() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    RetryingDataSource.use(pool);
                }
                return bean;
            }
        };
    }

    /** Migrations may take longer than the pool's time-outs, so they use connections of their own. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(
            DataSource pool, JdbcConnectionDetails database, DedicatedConnections probedBefore) {
        return migrations -> {
            if (migrations.getDataSource() == pool) {
                migrations.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            }
        };
    }

    @Bean
    TransactionTimeouts transactionTimeouts(JdbcClient jdbc, DataSource dataSource) {
        return new TransactionTimeouts(jdbc, dataSource);
    }

    @Bean
    DedicatedConnections logSessions(JdbcConnectionDetails database) throws SQLException {
        var connections = new DedicatedConnections(database);
        SessionProbe.requireOwnSessions(connections);
        return connections;
    }
}
