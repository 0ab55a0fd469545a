package io.tidemark.command.dispatch.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.db.timeout.OrderedTimeout;
import io.tidemark.db.timeout.Wait;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The threads of commands, and the locks of aggregates. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
class PoolConfiguration {

    private static final int LOCK_POLL_MILLIS = 100;

    /** How many commands wait for a thread: about as many as the threads execute within a command's time-out. */
    private static final int QUEUE = 1_000;

    /** Since this version, a virtual thread that waits in a monitor does not block its carrier thread (JEP 491). */
    private static final int UNPINNED = 24;

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
    Scheduler commandScheduler(ThreadPoolExecutor commandThreads) {
        return Schedulers.fromExecutor(commandThreads::execute);
    }

    @Bean
    CommandPool commandPool(
            ThreadPoolExecutor commandThreads,
            Scheduler commandScheduler,
            CommandProperties properties,
            MeterRegistry meters) {
        return new CommandPool(commandThreads, commandScheduler, properties, meters);
    }

    @Bean
    static OrderedTimeout commandTimeout(CommandProperties properties) {
        return new OrderedTimeout("tidemark.commands.timeout", properties.timeout(), Wait.ANSWER);
    }

    @Bean
    static OrderedTimeout aggregateLockTimeout(CommandProperties properties) {
        return new OrderedTimeout("tidemark.commands.lock-timeout", properties.lockTimeout(), Wait.TURN);
    }

    /** Commands come to it one by one. What they meet there is the deadline of a session. */
    @Bean
    LockFactory aggregateLocks(CommandProperties properties) {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout(LOCK_POLL_MILLIS)
                .acquireAttempts((int) (properties.lockTimeout().toMillis() / LOCK_POLL_MILLIS))
                .build();
    }
}
