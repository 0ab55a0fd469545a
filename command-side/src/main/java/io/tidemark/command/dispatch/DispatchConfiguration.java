package io.tidemark.command.dispatch;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.trace.Spans;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** The command bus, and the snapshots of aggregates. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration implements WebFluxConfigurer {

    private static final int SNAPSHOT_QUEUE = 100;

    /** After how many events an aggregate gets a snapshot. One read of the log loads that many. */
    private static final int SNAPSHOT_EVERY = 200;

    private final CommandRequestResolver requests;

    DispatchConfiguration(CommandRequestResolver requests) {
        this.requests = requests;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(requests);
    }

    /** Without a transaction around the command: the append has its own, shared with other commands. */
    @Bean
    CommandBus commandBus(CorrelationDataProvider correlation, Spans spans) {
        var bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        bus.registerHandlerInterceptor(new CommandSpans(spans));
        bus.registerHandlerInterceptor(new CommandContext.Interceptor());
        return bus;
    }

    @Bean
    CorrelationDataProvider whoAndThroughWhat() {
        return new SimpleCorrelationDataProvider(
                EventMetaData.ACTOR,
                EventMetaData.COMMAND_ID,
                EventMetaData.FINGERPRINT,
                EventMetaData.CORRELATION_ID,
                EventMetaData.TRACEPARENT);
    }

    /** Snapshots are made in the background, one at a time, and skipped under load: they only save reads. */
    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor snapshotThread() {
        return new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(SNAPSHOT_QUEUE),
                new CustomizableThreadFactory("snapshot-"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            EventStore eventStore,
            ParameterResolverFactory parameterResolvers,
            HandlerDefinition handlers,
            ThreadPoolExecutor snapshotThread) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .eventStore(eventStore)
                .parameterResolverFactory(parameterResolvers)
                .handlerDefinition(handlers)
                .executor(snapshotThread)
                .build();
    }

    @Bean
    SnapshotTriggerDefinition snapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY);
    }
}
