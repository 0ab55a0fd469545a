package io.tidemark.db;

import io.tidemark.db.append.AppendConfiguration;
import io.tidemark.db.axon.EventStoreConfiguration;
import io.tidemark.db.embedded.EmbeddedDatabase;
import io.tidemark.db.jdbc.JdbcConfiguration;
import io.tidemark.db.log.LogConfiguration;
import io.tidemark.db.revocation.RevocationConfiguration;
import io.tidemark.db.timeout.TimeoutConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that a process needs from PostgreSQL: a database, the event log, and Axon's interfaces to it. */
@Configuration(proxyBeanMethods = false)
@Import({
    EmbeddedDatabase.class,
    JdbcConfiguration.class,
    LogConfiguration.class,
    RevocationConfiguration.class,
    AppendConfiguration.class,
    EventStoreConfiguration.class,
    TimeoutConfiguration.class
})
public class DbConfiguration {}
