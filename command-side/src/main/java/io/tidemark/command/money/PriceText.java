package io.tidemark.command.money;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A price as it comes off the wire: a JSON text or a JSON number, as it is written. */
@JsonDeserialize(using = PriceText.Reader.class)
public record PriceText(String value) {

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
