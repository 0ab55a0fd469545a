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
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

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
                .enable(
                        DeserializationFeature
                                .USE_BIG_DECIMAL_FOR_FLOATS) // What a number says is kept to its last digit.
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("tidemark-wire")
                        .addDeserializer(String.class, new CleanText())
                        .addDeserializer(JsonNode.class, new CleanTree())
                        .addSerializer(Instant.class, new Milliseconds()));
    }

    private static class CleanText extends StdDeserializer<String> {

        CleanText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = context.readValue(parser, CharSequence.class).toString();
            return WireText.isClean(text)
                    ? text
                    : (String) context.handleWeirdStringValue(
                            String.class, text, "NUL and lone surrogates are not allowed");
        }
    }

    /** An exponent beyond all bounds would come out as an exception of the JDK's, and so as a failure of ours. */
    private static class CleanTree extends StdDeserializer<JsonNode> {

        private final ValueDeserializer<?> tree = JsonNodeDeserializer.getDeserializer(JsonNode.class);

        CleanTree() {
            super(JsonNode.class);
        }

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return (JsonNode) tree.deserialize(parser, context);
            } catch (NumberFormatException beyondAllBounds) {
                throw context.weirdStringException(parser.getString(), Number.class, "the number is out of range");
            }
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return tree.getNullValue(context);
        }
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
