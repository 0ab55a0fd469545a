package io.tidemark.db.log;

/** The keys of an event's metadata that both sides know. */
public final class EventMetaData {

    /** Who caused the event. */
    public static final String ACTOR = "actor";

    /** The command that caused the event: the actor, a space, and the request's idempotency key or a fresh id. */
    public static final String COMMAND_ID = "commandId";

    /** A digest of the request; there only when it came with an idempotency key, which then gets a receipt. */
    public static final String FINGERPRINT = "fingerprint";

    /** What the request was named by whoever sent it; there only when it had a name. Nothing is decided by it. */
    public static final String CORRELATION_ID = "correlationId";

    /** The place in a trace that the event comes from; there only when there is a trace. Nothing is decided by it. */
    public static final String TRACEPARENT = "traceparent";

    private EventMetaData() {}

    /** A command's id as its sender knows it: without the actor. A key has no space in it. */
    public static String clientId(String commandId) {
        return commandId.substring(commandId.lastIndexOf(' ') + 1);
    }
}
