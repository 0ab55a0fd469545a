package io.tidemark.edge.trace;

import io.micrometer.observation.ObservationPredicate;
import io.tidemark.edge.http.StreamRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Which requests are traced: not streams, which last for minutes, and not the actuator, which is polled all the time.
 */
@Configuration(proxyBeanMethods = false)
class Observed {

    @Bean
    ObservationPredicate requestsThatEnd() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request)
                || request.getCarrier() == null
                || isObserved(request.getCarrier());
    }

    private static boolean isObserved(ServerHttpRequest request) {
        return !StreamRequests.isOne(request) && !request.getPath().value().startsWith("/actuator");
    }
}
