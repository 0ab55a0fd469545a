package io.tidemark.command.session.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.tidemark.command.session.SessionProperties;
import io.tidemark.db.axon.StoredJson;
import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.auth.claim.UserName;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerHumanReadableDeadlineDetails;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Deadlines in the database. They survive every process, and each is executed by one process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class DeadlineConfiguration {

    /** The actor of an end by the server. */
    static final String TIDEMARK = UserName.RESERVED;

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN = Duration.ofSeconds(2); // An append times out before.

    @Bean
    DeadlineTuning deadlineTuning() {
        return DeadlineTuning.DEFAULT;
    }

    @Bean
    @DependsOnDatabaseInitialization
    DeadlineScheduler deadlines(
            DataSource database,
            DeadlineTuning tuning,
            Supplier<UUID> ids,
            ObjectProvider<DbSchedulerDeadlineManager> manager) {
        return new DeadlineScheduler(Scheduler.create(database, task(manager, tuning))
                .schedulerName(new SchedulerName.Fixed(ids.get().toString()))
                .serializer(new AsJson())
                .threads(tuning.threads())
                .pollingInterval(tuning.pollInterval())
                .pollUsingLockAndFetch(1, 2)
                .heartbeatInterval(tuning.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .failureLogging(LogLevel.DEBUG, false) // Axon logs it.
                .shutdownMaxWait(SHUTDOWN)
                .build());
    }

    /** Axon's task with another retry interval: the default of db-scheduler is five minutes. */
    private static Task<DbSchedulerHumanReadableDeadlineDetails> task(
            ObjectProvider<DbSchedulerDeadlineManager> manager, DeadlineTuning tuning) {
        var task = DbSchedulerDeadlineManager.humanReadableTask(manager::getObject);
        return Tasks.custom(task.getName(), DbSchedulerHumanReadableDeadlineDetails.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(tuning.retryInterval()))
                .onDeadExecutionRevive()
                .execute(task);
    }

    @Bean
    DbSchedulerDeadlineManager deadlineManager(
            DeadlineScheduler deadlines,
            org.axonframework.config.Configuration axon,
            @Qualifier("eventSerializer") org.axonframework.serialization.Serializer serializer) {
        var manager = DbSchedulerDeadlineManager.builder()
                .scheduler(deadlines.scheduler())
                .scopeAwareProvider(new ConfigurationScopeAwareProvider(axon))
                .serializer(serializer)
                .useBinaryPojo(false)
                .startScheduler(false)
                .stopScheduler(false)
                .build();
        manager.registerHandlerInterceptor(new CorrelationDataInterceptor<>(DeadlineConfiguration::cause));
        return manager;
    }

    /** The server itself is the actor of deadlines, and each command gets its own id. */
    private static Map<String, ?> cause(Message<?> deadline) {
        return Map.of(
                EventMetaData.ACTOR, TIDEMARK, EventMetaData.COMMAND_ID, TIDEMARK + " " + deadline.getIdentifier());
    }

    /** JSON for deadlines, which creates only the requested class. */
    private static class AsJson implements Serializer {

        private final JsonMapper json;

        AsJson() {
            var builder = JsonMapper.builder();
            StoredJson.configure(builder);
            json = builder.build();
        }

        @Override
        public byte[] serialize(Object data) {
            return json.writeValueAsBytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return json.readValue(data, type);
        }
    }
}
