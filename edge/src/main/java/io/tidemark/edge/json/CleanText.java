package io.tidemark.edge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a text, and nothing else, that the database can store. */
class CleanText extends StdDeserializer<String> {

    CleanText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        var text = parser.getString();
        return WireText.isClean(text)
                ? text
                : (String)
                        context.handleWeirdStringValue(String.class, text, "NUL and lone surrogates are not allowed");
    }
}
