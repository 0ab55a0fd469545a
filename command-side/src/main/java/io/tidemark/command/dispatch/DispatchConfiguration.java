package io.tidemark.command.dispatch;

import io.tidemark.db.log.EventMetaData;
import io.tidemark.edge.trace.Spans;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** The command bus. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration implements WebFluxConfigurer {

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
}
