package io.tidemark.edge.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call.
 *
 * @param allowedOrigins the origins of pages and browser extensions that may call, as browsers send them
 */
@ConfigurationProperties("tidemark.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {}
