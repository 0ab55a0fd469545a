package io.tidemark.edge;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps reading from the connections of clients that go on, and closes those of clients that have stopped reading. */
@Configuration(proxyBeanMethods = false)
class NettyConfiguration {

    static {
        // Without it, Reactor Netty 1.3.7 may never read again from a connection whose client sends its next request as
        // soon as it has the answer to the one before (reactor-netty#4347; 1.3.8 is mended).
        System.setProperty("reactor.netty.http.server.lastFlushWhenNoRead", "true");
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> writeTimeout(EdgeProperties properties) {
        long millis = properties.http().writeTimeout().toMillis();
        return factory -> factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addFirst(new WriteTimeoutHandler(millis, TimeUnit.MILLISECONDS))));
    }
}
