package io.tidemark.events.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.events.Change;
import io.tidemark.events.EventKinds;
import io.tidemark.events.administration.AdministrationEvent;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.product.ProductEvent;
import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.events.session.SessionEvent;
import java.util.List;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/** Teaches Jackson to write an update as a merge patch and to read one, and the names of the events in the log. */
public class EventsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    /** The events of each slice. */
    private static final List<Class<?>> SLICES = List.of(
            AdministrationEvent.class, BusinessEvent.class, ProductEvent.class, ReplyEvent.class, SessionEvent.class);

    public EventsModule() {
        super("tidemark-events");
        addSerializer(new ChangeSerializer());
        addDeserializer(Change.class, new ChangeDeserializer());
        registerSubtypes(SLICES.stream()
                .flatMap(EventKinds::of)
                .map(kind -> new NamedType(kind, EventKinds.nameInTheLog(kind)))
                .toArray(NamedType[]::new));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.configOverride(Change.class)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    }
}
