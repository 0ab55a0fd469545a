package io.tidemark.events.json;

import io.tidemark.events.Change;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes the value, or {@code null} for a cleared field. An absent field counts as empty and is left out. */
class ChangeSerializer extends StdSerializer<Change<?>> {

    ChangeSerializer() {
        super(Change.class);
    }

    @Override
    public boolean isEmpty(SerializationContext context, Change<?> change) {
        return change.isAbsent();
    }

    @Override
    public void serialize(Change<?> change, JsonGenerator generator, SerializationContext context) {
        generator.writePOJO(change.value());
    }
}
