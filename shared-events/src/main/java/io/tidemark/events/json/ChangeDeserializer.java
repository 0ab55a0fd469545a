package io.tidemark.events.json;

import io.tidemark.events.Change;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a value as a change to it, {@code null} as a cleared field, and a missing member as an absent one. */
class ChangeDeserializer extends StdDeserializer<Change<?>> {

    private final @Nullable ValueDeserializer<?> values;

    ChangeDeserializer() {
        this(null);
    }

    private ChangeDeserializer(@Nullable ValueDeserializer<?> values) {
        super(Change.class);
        this.values = values;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var type = context.getContextualType().containedTypeOrUnknown(0);
        return new ChangeDeserializer(context.findContextualValueDeserializer(type, property));
    }

    @Override
    public Change<?> deserialize(JsonParser parser, DeserializationContext context) {
        return Change.to(Objects.requireNonNull(values, "contextual").deserialize(parser, context));
    }

    @Override
    public Change<?> getNullValue(DeserializationContext context) {
        return Change.cleared();
    }

    @Override
    public Change<?> getAbsentValue(DeserializationContext context) {
        return Change.absent();
    }
}
