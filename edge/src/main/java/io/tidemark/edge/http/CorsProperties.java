package io.tidemark.edge.http;

import io.tidemark.edge.setting.Settings;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call.
 *
 * @param allowedOrigins the origins of the pages and browser extensions that may call, as browsers send them. A whole
 *     scheme is allowed by *: moz-extension://*
 */
@ConfigurationProperties("tidemark.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

    private static final Pattern ORIGIN = Pattern.compile("\\*|null|[a-z][a-z0-9+.-]*://([^/?#*\\s]+|\\*)");

    CorsProperties {
        var settings = new Settings("tidemark.cors");
        allowedOrigins.forEach(origin -> settings.require(
                ORIGIN.matcher(origin).matches(),
                "allowed-origins",
                origin,
                "an origin must have the form https://shop.example.com, without a path, or moz-extension://*"));
    }

    List<String> namedOrigins() {
        return allowedOrigins.stream().filter(origin -> !isScheme(origin)).toList();
    }

    /** A browser may give an extension another host in each installation. */
    List<String> schemes() {
        return allowedOrigins.stream().filter(CorsProperties::isScheme).toList();
    }

    private static boolean isScheme(String origin) {
        return origin.endsWith("://*");
    }
}
