package io.tidemark.query.read.share;

import io.tidemark.db.timeout.OrderedTimeout;
import io.tidemark.db.timeout.Wait;
import io.tidemark.edge.limit.TimeLimiter;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The thread pool of all blocking reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadProperties.class)
class ReadPoolConfiguration {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** How many reads wait for a thread, for clients that all return after an outage; one more is answered 503. */
    private static final int QUEUE = 10_000;

    @Bean(destroyMethod = "shutdown")
    ThreadPoolExecutor readThreads(ReadProperties properties) {
        return new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                new CustomizableThreadFactory("read-"));
    }

    /** For Reactor a plain executor: it must not interrupt a read in the driver when the caller is gone. */
    @Bean
    @SuppressWarnings("UnnecessaryMethodReference") // Otherwise Reactor would see the ExecutorService.
    Scheduler readPool(ThreadPoolExecutor readThreads) {
        return Schedulers.fromExecutor(readThreads::execute);
    }

    @Bean
    static OrderedTimeout readTimeout(ReadProperties properties) {
        return new OrderedTimeout("tidemark.reads.timeout", properties.timeout(), Wait.ANSWER);
    }

    @Bean
    TimeLimiter readTimeLimiter(Scheduler readPool, ReadProperties properties) {
        return new TimeLimiter(readPool, properties.timeout(), ReadPoolConfiguration::late);
    }

    private static Refused late() {
        return Refused.unavailable("database-unavailable", "the database did not answer in time", RETRY_AFTER);
    }
}
