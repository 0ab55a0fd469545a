package io.tidemark.command.money;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A price as it comes off the wire: a JSON text or a JSON number. As JSON it is its value: 12.5 and 12.50 are one. */
@JsonDeserialize(using = PriceText.Reader.class)
public record PriceText(String value) {

    /** Prints a huge exponent as an exponent. */
    @JsonValue
    String canonical() {
        return Price.amount(value).toString();
    }

    /** Takes the digits of a number as they are; a double in between would change them. */
    static class Reader extends StdDeserializer<PriceText> {

        Reader() {
            super(PriceText.class);
        }

        @Override
        public PriceText deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new PriceText(parser.getString());
                default -> (PriceText) context.handleUnexpectedToken(PriceText.class, parser);
            };
        }
    }
}
