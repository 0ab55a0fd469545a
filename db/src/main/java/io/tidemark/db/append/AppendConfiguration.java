package io.tidemark.db.append;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.DedicatedConnections;
import io.tidemark.db.jdbc.TransactionTimeouts;
import io.tidemark.db.log.LogProperties;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.RecentEvents;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** The writer of this process, and the receipts of commands. */
@Configuration(proxyBeanMethods = false)
public class AppendConfiguration {

    @Bean
    GroupAppender groupAppender(
            DedicatedConnections connections,
            LogProperties properties,
            LogTuning tuning,
            RecentEvents recent,
            @Qualifier("logHighWaterMark") HighWaterMark logHighWaterMark,
            MeterRegistry meters) {
        return new GroupAppender(connections, properties, tuning, recent, logHighWaterMark, meters);
    }

    @Bean
    TransactionalAppend transactionalAppend(
            DataSource dataSource,
            @Qualifier("eventSerializer") Serializer serializer,
            TransactionTimeouts timeouts,
            LogProperties properties,
            @Qualifier("logHighWaterMark") HighWaterMark logHighWaterMark) {
        return new TransactionalAppend(
                dataSource,
                new SQLExceptionSubclassTranslator(),
                serializer,
                timeouts,
                properties.lockTimeout(),
                logHighWaterMark);
    }

    @Bean
    WriteHealth writesHealthIndicator(GroupAppender appender, JdbcClient jdbc, LogTuning tuning) {
        return new WriteHealth(appender, jdbc, tuning.unwritableAfter());
    }

    @Bean
    AppendRehearsal appendRehearsal(DedicatedConnections connections, LogProperties properties) {
        return new AppendRehearsal(connections, properties);
    }

    @Bean
    CommandReceipts commandReceipts(JdbcClient jdbc, GroupAppender appender) {
        return new CommandReceipts(jdbc, appender);
    }
}
