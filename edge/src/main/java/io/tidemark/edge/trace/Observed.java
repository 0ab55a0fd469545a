package io.tidemark.edge.trace;

import io.micrometer.observation.ObservationPredicate;
import io.tidemark.edge.http.StreamRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Which requests are observed: not streams, which last for hours, nor the actuator, which is asked all the time. */
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
