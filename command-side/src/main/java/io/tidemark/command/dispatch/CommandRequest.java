package io.tidemark.command.dispatch;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its command, besides the command.
 *
 * @param actor who sends it
 * @param id the command's id: the actor, a space, and the idempotency key or a fresh id
 * @param target the method and path, by which one use of a key is told from another
 * @param keyed whether it came with an idempotency key
 * @param expectedVersion the versions that {@code If-Match} names; null for any
 * @param at when it came in
 * @param origin where it says that it comes from
 */
public record CommandRequest(
        String actor,
        String id,
        String target,
        boolean keyed,
        @Nullable ExpectedVersion expectedVersion,
        Instant at,
        RequestOrigin origin) {

    /** The same request for one of several commands that it asks for; each is safe to repeat by its nature. */
    public CommandRequest forOneOfMany(Supplier<UUID> ids) {
        return new CommandRequest(actor, id(actor, ids.get().toString()), target, false, null, at, origin);
    }

    /** A key has no space in it, so no two actors' keys ever make the same id. */
    static String id(String actor, String key) {
        return actor + " " + key;
    }

    /** The id as the client knows it. */
    public String clientId() {
        return id.substring(actor.length() + 1);
    }
}
