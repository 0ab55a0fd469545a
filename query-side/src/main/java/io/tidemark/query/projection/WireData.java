package io.tidemark.query.projection;

import io.tidemark.events.DomainEvent;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The {@code data} of an event on the wire: the event without its owner, which the channel names. */
@Component
public class WireData {

    private static final String OWNER = "owner";

    private final JsonMapper json;

    WireData(JsonMapper json) {
        this.json = json;
    }

    /** The event as JSON. */
    public String of(DomainEvent event) {
        var data = (ObjectNode) json.valueToTree(event);
        data.remove(OWNER);
        return json.writeValueAsString(data);
    }
}
