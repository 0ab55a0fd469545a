package io.tidemark.edge.http.entry;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Hooks;

/** Caps the connections of this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionProperties.class)
class EntryConfiguration {

    static {
        Hooks.onErrorDropped(DroppedFailures::log);
    }

    @Bean
    ConnectionCap connectionCap(ConnectionProperties properties) {
        return new ConnectionCap(Descriptors.connections(properties.maxConnections(), Descriptors.ofThisProcess()));
    }

    /** Behind a proxy, all clients have its address, and it is the proxy's task to bound the connections of one. */
    @Bean
    Entry entry(
            ConnectionCap cap,
            ConnectionProperties properties,
            ServerProperties server,
            Environment environment,
            MeterRegistry meters) {
        boolean isBehindProxy = isBehindProxy(server.getForwardHeadersStrategy(), environment);
        int perAddress = isBehindProxy ? 0 : properties.maxConnectionsPerAddress();
        return new Entry(new ConnectionGate(cap, perAddress, meters));
    }

    /** Without the setting, Spring Boot trusts forwarded headers on the platforms that it knows. */
    private static boolean isBehindProxy(@Nullable ForwardHeadersStrategy strategy, Environment environment) {
        if (strategy != null) {
            return strategy != ForwardHeadersStrategy.NONE;
        }
        var platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders();
    }
}
