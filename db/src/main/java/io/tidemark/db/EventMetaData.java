package io.tidemark.db;

/** The keys of an event's metadata that the log itself reads. */
public final class EventMetaData {

    /** Who caused the event. */
    public static final String ACTOR = "actor";

    /** The command that caused the event: the actor, a space, and the request's idempotency key or a fresh id. */
    public static final String COMMAND_ID = "commandId";

    /** A digest of the request; there only when it came with an idempotency key, which then gets a receipt. */
    public static final String FINGERPRINT = "fingerprint";

    private EventMetaData() {}

    /** A command's id as its sender knows it: without the actor. A key has no space in it. */
    public static String clientId(String commandId) {
        return commandId.substring(commandId.lastIndexOf(' ') + 1);
    }
}
