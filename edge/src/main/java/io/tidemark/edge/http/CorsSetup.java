package io.tidemark.edge.http;

import io.tidemark.edge.security.SecurityLog;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Allows the configured origins. It runs first, so that their pages can read every refusal too. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class CorsSetup {

    /** The protocol's headers, and those that browsers, EventSource polyfills and tracing libraries add. */
    private static final List<String> ALLOWED_HEADERS = List.of(
            "Authorization",
            "Content-Type",
            "If-Match",
            "Idempotency-Key",
            "Last-Event-ID",
            "Tidemark-After",
            "X-Correlation-ID",
            "traceparent",
            "tracestate",
            "Accept",
            "Cache-Control",
            "Pragma",
            "X-Requested-With");

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CorsWebFilter corsFilter(CorsProperties properties, SecurityLog securityLog) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.namedOrigins());
        cors.setAllowedOriginPatterns(properties.schemes());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
        cors.setAllowedHeaders(ALLOWED_HEADERS);
        cors.setExposedHeaders(
                List.of("ETag", "Location", "Retry-After", "Tidemark-Cursor", "Tidemark-Command", "X-Correlation-ID"));
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return new CorsWebFilter(source, new AnyHostCorsProcessor(securityLog));
    }
}
