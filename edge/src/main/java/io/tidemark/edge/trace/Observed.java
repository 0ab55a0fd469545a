package io.tidemark.edge.trace;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
        var path = request.getPath().value();
        var accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        boolean streams = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return !streams && !path.endsWith("/stream") && !path.startsWith("/actuator");
    }
}
