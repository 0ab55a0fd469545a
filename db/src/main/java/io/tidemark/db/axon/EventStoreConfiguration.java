package io.tidemark.db.axon;

import io.tidemark.db.append.GroupAppender;
import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.log.LogTuning;
import io.tidemark.db.log.RecentEvents;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Registers the event log as Axon's event store. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer serializer,
            Configuration axon,
            JdbcClient jdbc,
            GroupAppender appender,
            RecentEvents recent,
            LogTuning tuning) {
        return new PostgresEventStorageEngine(
                PostgresEventStorageEngine.builder(serializer, axon.upcasterChain(), axon.snapshotFilter()),
                jdbc,
                appender,
                recent,
                tuning.batchEvents());
    }

    @Bean
    PostgresEventStore eventStore(
            PostgresEventStorageEngine engine, @Qualifier("logHighWaterMark") HighWaterMark logHighWaterMark) {
        return new PostgresEventStore(engine, logHighWaterMark);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(RevisionResolver revisions, Jackson3SerializerCustomizer storedJson) {
        return NamedTypesSerializer.of(revisions, storedJson);
    }

    @Bean
    public Jackson3SerializerCustomizer storedJson() {
        return builder -> {
            StoredJson.configure(builder);
            // Axon stores its own tokens as JSON with type names. No other type may be named in stored JSON.
            builder.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                    .allowIfSubType("org.axonframework.")
                    .build());
        };
    }
}
