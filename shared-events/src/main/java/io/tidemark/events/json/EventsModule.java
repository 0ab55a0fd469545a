package io.tidemark.events.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.events.Change;
import tools.jackson.databind.module.SimpleModule;

/** Teaches Jackson to write an update as a merge patch, and to read one. */
public class EventsModule extends SimpleModule {

    public EventsModule() {
        super("tidemark-events");
        addSerializer(new ChangeSerializer());
        addDeserializer(Change.class, new ChangeDeserializer());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.configOverride(Change.class)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    }
}
