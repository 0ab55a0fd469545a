package io.tidemark.command.dispatch;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request besides the command.
 *
 * @param actor the user who sends it
 * @param id the command's id: the actor, a space, and the idempotency key or a fresh id
 * @param target the method and path, to detect another use of the same key
 * @param keyed whether it has an idempotency key
 * @param expectedVersion the versions that {@code If-Match} names; null for any
 * @param at when it arrived
 * @param origin the request's ids in other systems
 */
public record CommandRequest(
        String actor,
        String id,
        String target,
        boolean keyed,
        @Nullable ExpectedVersion expectedVersion,
        Instant at,
        RequestOrigin origin) {

    /** The same request for one of its several commands, each of which is idempotent. */
    public CommandRequest forOneOfMany(Supplier<UUID> ids) {
        return new CommandRequest(actor, id(actor, ids.get().toString()), target, false, null, at, origin);
    }

    /** A key contains no space, so the ids of two actors are never the same. */
    static String id(String actor, String key) {
        return actor + " " + key;
    }

    /** The part of the id that the client knows. */
    public String clientId() {
        return id.substring(actor.length() + 1);
    }
}
