package io.tidemark.edge;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Closes the connections of clients that have stopped reading. */
@Configuration(proxyBeanMethods = false)
class NettyConfiguration {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> writeTimeout(EdgeProperties properties) {
        long millis = properties.http().writeTimeout().toMillis();
        return factory -> factory.addServerCustomizers(server -> server.doOnConnection(
                connection -> connection.addHandlerLast(new WriteTimeoutHandler(millis, TimeUnit.MILLISECONDS))));
    }
}
