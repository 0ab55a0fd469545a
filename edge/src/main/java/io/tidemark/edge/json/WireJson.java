package io.tidemark.edge.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON on the wire: strict when read, times in UTC with a fixed number of digits, no field where there is no value. */
@Configuration(proxyBeanMethods = false)
public class WireJson {

    private static final DateTimeFormatter TIME = withFraction(3);
    private static final DateTimeFormatter STORED_TIME = withFraction(6);

    private static DateTimeFormatter withFraction(int digits) {
        return new DateTimeFormatterBuilder().appendInstant(digits).toFormatter(Locale.ROOT);
    }

    /** The time as answers and frames write it. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** A time that requests are compared with, with all digits that the database keeps. */
    public static String storedTime(Instant instant) {
        return STORED_TIME.format(instant);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule("tidemark-wire")
                        .addDeserializer(String.class, new CleanText())
                        .addDeserializer(Long.class, new WholeNumber())
                        .addDeserializer(JsonNode.class, new CleanTree())
                        .addSerializer(Instant.class, new Milliseconds()));
    }

    /** For a field that holds a {@link #storedTime}. */
    public static final class StoredTime extends StdSerializer<Instant> {

        public StoredTime() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
            generator.writeString(storedTime(instant));
        }
    }

    private static class Milliseconds extends StdSerializer<Instant> {

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
            generator.writeString(time(instant));
        }
    }
}
