package io.tidemark.query.projector;

import io.tidemark.db.timeout.OrderedTimeout;
import io.tidemark.db.timeout.Wait;
import io.tidemark.query.administration.AdministrationLog;
import io.tidemark.query.feed.live.FeedPublisher;
import io.tidemark.query.projector.deadletter.DeadLetterStatements;
import io.tidemark.query.projector.deadletter.DeadLetters;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The projector is a pooled streaming processor with one segment, so all events have one order. One process on the
 * database runs it at a time. If that process dies, another one takes over.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectorProperties.class)
class ProjectorConfiguration {

    /** How often, within the claim's time-out, its owner extends it and the others check it. */
    private static final int CLAIM_CHECKS = 4;

    /** The processing group. */
    static final String NAME = "projector";

    /**
     * The minimum interval between batches is 0.5 ms per event of the previous batch, and at most this. It makes
     * batches larger.
     */
    static final Duration BATCH_INTERVAL = Duration.ofMillis(8);

    /** How many dead events one subject may have; one more stops the projector. */
    private static final int MAX_DEAD_EVENTS = 1_024;

    private final JdbcTransactionManager transactions;
    private final TransactionManager axonTransactions;
    private final ConnectionProvider connections;

    /** The transactions are those of JDBC and not of JPA, because they have savepoints. */
    ProjectorConfiguration(DataSource dataSource) {
        transactions = new JdbcTransactionManager(dataSource);
        axonTransactions = new SpringTransactionManager(transactions);
        connections = new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    ProjectorTuning projectorTuning() {
        return ProjectorTuning.DEFAULT;
    }

    @Bean
    static OrderedTimeout claimTimeout(ProjectorProperties properties) {
        return new OrderedTimeout("tidemark.projector.claim-timeout", properties.claimTimeout(), Wait.SILENCE);
    }

    @Bean
    EventApplier eventApplier(ReadModels readModels, ProjectorTokens tokens, BatchTimeout batchTimeout) {
        var savepoint = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        return new EventApplier(readModels, savepoint, tokens, batchTimeout);
    }

    @Bean
    BatchWriter batchWriter(EventApplier applier, DeadLetters deadLetters, FeedWriter feed) {
        return new BatchWriter(applier, deadLetters, feed);
    }

    @Bean
    BatchCollector batchCollector(
            BatchWriter writer,
            FeedPublisher publisher,
            BatchSpans spans,
            BatchTimeout batchTimeout,
            ProjectorOperations operations) {
        return new BatchCollector(writer, publisher, spans, batchTimeout, operations);
    }

    @Bean
    ProjectorOperations projectorOperations(
            EventApplier applier,
            ReadModels readModels,
            DeadLetters deadLetters,
            FeedWriter feed,
            ProjectorTokens tokens,
            AdministrationLog administrationLog) {
        return new ProjectorOperations(applier, readModels, deadLetters, feed, tokens, administrationLog);
    }

    @Bean
    DeadLetters deadLetters(
            Serializer general,
            @Qualifier("eventSerializer") Serializer events,
            JdbcClient jdbc,
            ProjectorTuning tuning) {
        var queue = JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(NAME)
                .connectionProvider(connections)
                .transactionManager(axonTransactions)
                .schema(DeadLetterStatements.SCHEMA)
                .statementFactory(new DeadLetterStatements(general, events))
                .genericSerializer(general)
                .eventSerializer(events)
                .maxSequences(tuning.maxDeadSubjects())
                .maxSequenceSize(MAX_DEAD_EVENTS)
                .build();
        return new DeadLetters(queue, jdbc, NAME);
    }

    /** Claims carry a random id. The default, process id and host name, can be the same in two containers. */
    @Bean
    ProjectorTokens tokenStore(
            JdbcClient jdbc,
            Serializer general,
            Supplier<UUID> ids,
            ProjectorProperties properties,
            DeadLetters deadLetters) {
        return new ProjectorTokens(
                jdbc, connections, general, ids.get().toString(), properties.claimTimeout(), deadLetters::forget);
    }

    @Bean(destroyMethod = "shutdownNow")
    CappedDelayExecutor projectorCoordinator(ProjectorProperties properties) {
        return new CappedDelayExecutor(threads("projector-coordinator-"), checkInterval(properties));
    }

    @Bean(destroyMethod = "") // It ends with the process: its threads are daemons.
    PooledStreamingEventProcessor projector(
            EventStore eventStore,
            TokenStore tokenStore,
            BatchCollector batchCollector,
            CappedDelayExecutor projectorCoordinator,
            ProjectorProperties properties,
            ProjectorTuning tuning) {
        return PooledStreamingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(batchCollector)
                .messageSource(eventStore)
                .tokenStore(tokenStore)
                .transactionManager(axonTransactions)
                .initialSegmentCount(1)
                .batchSize(tuning.batchEvents())
                .tokenClaimInterval(checkInterval(properties).toMillis())
                .claimExtensionThreshold(checkInterval(properties).toMillis())
                .coordinatorExecutor(projectorCoordinator)
                .workerExecutor(Executors.newSingleThreadScheduledExecutor(threads("projector-")))
                .errorHandler(new ProjectorFailures())
                .build();
    }

    @Bean
    ProjectorLifecycle projecting(
            PooledStreamingEventProcessor projector,
            CappedDelayExecutor projectorCoordinator,
            ProjectorProperties properties) {
        return new ProjectorLifecycle(projector, projectorCoordinator, checkInterval(properties));
    }

    private static Duration checkInterval(ProjectorProperties properties) {
        return properties.claimTimeout().dividedBy(CLAIM_CHECKS);
    }

    /** Daemons, so that they do not keep a process alive that failed to start. */
    private static CustomizableThreadFactory threads(String name) {
        var threads = new CustomizableThreadFactory(name);
        threads.setDaemon(true);
        return threads;
    }
}
