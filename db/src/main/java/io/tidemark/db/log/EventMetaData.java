package io.tidemark.db.log;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;

/** The keys of an event's metadata that both sides know. */
public final class EventMetaData {

    /** The user or system that caused the event. */
    public static final String ACTOR = "actor";

    /** The command that caused the event: the actor, a space, and the request's idempotency key or a fresh id. */
    public static final String COMMAND_ID = "commandId";

    /** A digest of the request. Only if the request has an idempotency key, and so a receipt. */
    public static final String FINGERPRINT = "fingerprint";

    /** The id that the sender gave the request, if any. Only for information. */
    public static final String CORRELATION_ID = "correlationId";

    /** The span that caused the event, if it was traced. Only for information. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private EventMetaData() {}

    /**
     * The text of an entry; empty if there is no such entry.
     *
     * @throws IllegalArgumentException if it is not a text
     */
    public static Optional<String> text(EventMessage<?> event, String key) {
        if (!event.getMetaData().containsKey(key)) {
            return Optional.empty();
        }
        if (event.getMetaData().get(key) instanceof String text) {
            return Optional.of(text);
        }
        throw new IllegalArgumentException(
                "the metadata \"%s\" of the event %s has to be a text".formatted(key, event.getIdentifier()));
    }

    /**
     * The identifier of a message, as the log holds it.
     *
     * @throws IllegalArgumentException if it is not a UUID, or one that would be read back in another form
     */
    public static UUID uuid(Message<?> message) {
        var identifier = message.getIdentifier();
        if (!UUID_FORM.matcher(identifier).matches()) {
            throw new IllegalArgumentException(
                    "the identifier of an event has to be a UUID in lower case, not \"%s\"".formatted(identifier));
        }
        return UUID.fromString(identifier);
    }

    /** The part of a command's id that its sender knows, without the actor. A key contains no space. */
    public static String clientId(String commandId) {
        return commandId.substring(commandId.lastIndexOf(' ') + 1);
    }
}
