package io.tidemark.command.dispatch;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.db.timeout.OrderedTimeout;
import io.tidemark.db.timeout.Wait;
import io.tidemark.edge.limit.TimeLimiter;
import io.tidemark.edge.trace.Spans;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The command bus, its thread pool, and the resources that aggregates share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
class DispatchConfiguration implements WebFluxConfigurer {

    private static final int LOCK_POLL_MILLIS = 100;
    private static final int SNAPSHOT_QUEUE = 100;

    /** How many commands wait for a thread: about as many as the threads execute within a command's time-out. */
    private static final int QUEUE = 1_000;

    /** After how many events an aggregate gets a snapshot. One read of the log loads that many. */
    private static final int SNAPSHOT_EVERY = 200;

    /** Since this version, a virtual thread that waits in a monitor does not block its carrier thread (JEP 491). */
    private static final int UNPINNED = 24;

    private final CommandRequestResolver requests;

    DispatchConfiguration(CommandRequestResolver requests) {
        this.requests = requests;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(requests);
    }

    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor commandThreads(CommandProperties properties) {
        return new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                threadFactory("command-", Runtime.version().feature()));
    }

    /** Each command waits for the disk. From Java 24 on, that blocks no platform thread, even inside a monitor. */
    static ThreadFactory threadFactory(String prefix, int java) {
        return java >= UNPINNED
                ? new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory()
                : new CustomizableThreadFactory(prefix);
    }

    /** For Reactor a plain executor: it must not interrupt a command when the caller is gone. */
    @Bean
    @SuppressWarnings("UnnecessaryMethodReference") // Otherwise Reactor would see the ExecutorService.
    Scheduler commandPool(ThreadPoolExecutor commandThreads) {
        return Schedulers.fromExecutor(commandThreads::execute);
    }

    @Bean
    static OrderedTimeout commandTimeout(CommandProperties properties) {
        return new OrderedTimeout("tidemark.commands.timeout", properties.timeout(), Wait.ANSWER);
    }

    @Bean
    static OrderedTimeout aggregateLockTimeout(CommandProperties properties) {
        return new OrderedTimeout("tidemark.commands.lock-timeout", properties.lockTimeout(), Wait.TURN);
    }

    @Bean
    TimeLimiter commandTimeLimiter(Scheduler commandPool, CommandProperties properties) {
        return new TimeLimiter(commandPool, properties.timeout(), CommandSender::late);
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

    @Bean
    LockFactory aggregateLocks(CommandProperties properties) {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout(LOCK_POLL_MILLIS)
                .acquireAttempts((int) (properties.lockTimeout().toMillis() / LOCK_POLL_MILLIS))
                .build();
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
