package io.tidemark.db.log;

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

    private EventMetaData() {}

    /** The part of a command's id that its sender knows, without the actor. A key contains no space. */
    public static String clientId(String commandId) {
        return commandId.substring(commandId.lastIndexOf(' ') + 1);
    }
}
