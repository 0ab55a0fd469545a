package io.tidemark.edge.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads a whole number by its value: 1800, 1800.0 and 1.8e3 are one. A number that is too large for a {@code long} becomes
 * the largest, which is out of every field's bounds, so that the field's own refusal names the bound.
 */
class WholeNumber extends StdDeserializer<Long> {

    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    WholeNumber() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isNumeric()) {
            return (Long) context.handleUnexpectedToken(Long.class, parser);
        }
        var value = NumberValue.of(parser);
        if (value.stripTrailingZeros().scale() > 0) {
            return (Long) context.handleWeirdNumberValue(Long.class, value, "it is not whole");
        }
        return value.max(MIN).min(MAX).longValueExact();
    }
}
