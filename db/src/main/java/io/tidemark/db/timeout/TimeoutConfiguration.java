package io.tidemark.db.timeout;

import io.tidemark.db.log.LogProperties;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Checks the order of the time-outs before this process opens its first pooled connection. */
@Configuration(proxyBeanMethods = false)
public class TimeoutConfiguration {

    private static final String CHECK = "timeoutOrder";

    @Bean(CHECK)
    TimeoutOrder timeoutOrder(Environment environment, LogProperties log, ObjectProvider<OrderedTimeout> ofOthers) {
        var all = Stream.of(
                        new PoolTimeouts(environment).all(),
                        List.of(
                                new OrderedTimeout("tidemark.log.append-timeout", log.appendTimeout(), Wait.APPEND),
                                new OrderedTimeout("tidemark.log.lock-timeout", log.lockTimeout(), Wait.SILENCE)),
                        ofOthers.stream().toList())
                .flatMap(List::stream)
                .toList();
        return new TimeoutOrder(all);
    }

    @Bean
    static BeanFactoryPostProcessor timeoutsBeforeConnections() {
        return beans -> {
            if (beans.containsBeanDefinition("dataSource") && beans.containsBeanDefinition(CHECK)) {
                beans.getBeanDefinition("dataSource").setDependsOn(CHECK);
            }
        };
    }
}
