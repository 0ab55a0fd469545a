package io.tidemark.db.axon;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon's own event store in place of Tidemark's log, for comparison. It gives nobody a receipt, and its positions become
 * visible in another order than theirs.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan("org.axonframework.eventsourcing.eventstore.jpa")
class StockEngine {

    private static final long UNKNOWN_POSITION = 0;

    @Bean
    @Primary
    EventStore stockEventStore(
            @Value("${bench.engine}") String engine,
            @Qualifier("eventSerializer") Serializer serializer,
            org.axonframework.config.Configuration axon,
            DataSource dataSource,
            EntityManagerFactory entityManagers,
            PlatformTransactionManager jpaTransactions)
            throws SQLException {
        var storage = engine.equals("jpa")
                ? jpa(serializer, axon, dataSource, entityManagers, new SpringTransactionManager(jpaTransactions))
                : jdbc(serializer, axon, dataSource);
        return EmbeddedEventStore.builder().storageEngine(storage).build();
    }

    /** In transactions of JDBC's own: it reads in the projector's, which JPA's would not join. */
    private static EventStorageEngine jdbc(
            Serializer serializer, org.axonframework.config.Configuration axon, DataSource dataSource) {
        var storage = new Jdbc(JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .transactionManager(new SpringTransactionManager(new JdbcTransactionManager(dataSource))));
        storage.createSchema(PostgresEventTableFactory.INSTANCE);
        return storage;
    }

    private static EventStorageEngine jpa(
            Serializer serializer,
            org.axonframework.config.Configuration axon,
            DataSource dataSource,
            EntityManagerFactory entityManagers,
            TransactionManager transactions)
            throws SQLException {
        return new Jpa(
                JpaEventStorageEngine.builder()
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .upcasterChain(axon.upcasterChain())
                        .snapshotFilter(axon.snapshotFilter())
                        .dataSource(dataSource)
                        .entityManagerProvider(new SimpleEntityManagerProvider(
                                SharedEntityManagerCreator.createSharedEntityManager(entityManagers)))
                        .transactionManager(transactions),
                transactions);
    }

    private static final class Jdbc extends JdbcEventStorageEngine {

        private Jdbc(Builder builder) {
            super(builder);
        }

        @Override
        protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
            super.appendEvents(events, serializer);
            ConsistencyPosition.byWriting(UNKNOWN_POSITION);
        }
    }

    /** Commands have no transaction around them here, so it begins its own. */
    private static final class Jpa extends JpaEventStorageEngine {

        private final TransactionManager transactions;

        private Jpa(Builder builder, TransactionManager transactions) {
            super(builder);
            this.transactions = transactions;
        }

        @Override
        protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
            transactions.executeInTransaction(() -> super.appendEvents(events, serializer));
            ConsistencyPosition.byWriting(UNKNOWN_POSITION);
        }

        @Override
        protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
            transactions.executeInTransaction(() -> super.storeSnapshot(snapshot, serializer));
        }
    }
}
