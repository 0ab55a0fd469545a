package io.tidemark.edge.security;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Security logs for tests. */
public final class SecurityLogs {

    private SecurityLogs() {}

    /** One of a process that serves nothing. */
    public static SecurityLog withoutRoutes() {
        var nothing = new StaticListableBeanFactory().getBeanProvider(RequestMappingInfoHandlerMapping.class);
        return new SecurityLog(new Routes(nothing), new SimpleMeterRegistry());
    }
}
