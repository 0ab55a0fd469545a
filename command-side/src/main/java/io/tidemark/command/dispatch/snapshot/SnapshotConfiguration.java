package io.tidemark.command.dispatch.snapshot;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Makes the snapshots of aggregates. */
@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

    private static final int SNAPSHOT_QUEUE = 100;

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
        return aggregate -> new LoadTrigger(snapshotter, aggregate);
    }
}
