package io.tidemark.db;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that a process needs of PostgreSQL: a database, the event log in it, and Axon's interfaces in front of the log. */
@Configuration(proxyBeanMethods = false)
@Import({
    EmbeddedDatabase.class,
    JdbcConfiguration.class,
    LogConfiguration.class,
    HeadConfiguration.class,
    AppendConfiguration.class,
    EventStoreConfiguration.class
})
public class DbConfiguration {}
