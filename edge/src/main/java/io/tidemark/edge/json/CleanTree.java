package io.tidemark.edge.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON of any shape, with every number by its value. The parser limits the depth. */
class CleanTree extends StdDeserializer<JsonNode> {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    CleanTree() {
        super(JsonNode.class);
    }

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, context);
            case START_ARRAY -> array(parser, context);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(NumberValue.of(parser));
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> (JsonNode) context.handleUnexpectedToken(JsonNode.class, parser);
        };
    }

    private ObjectNode object(JsonParser parser, DeserializationContext context) {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            object.set(name, deserialize(parser, context));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, DeserializationContext context) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(deserialize(parser, context));
        }
        return array;
    }

    @Override
    public JsonNode getNullValue(DeserializationContext context) {
        return NODES.nullNode();
    }
}
