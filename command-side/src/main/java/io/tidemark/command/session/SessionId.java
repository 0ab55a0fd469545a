package io.tidemark.command.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.edge.Sha256;
import io.tidemark.edge.json.Uuids;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The id of a work session. In the log it is {@code session/<uuid>}, so that no other kind of aggregate has the same
 * id.
 */
public record SessionId(UUID value) {

    private static final String KIND = "session/";
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    static SessionId parse(String text) {
        return new SessionId(Uuids.parse("session", text));
    }

    /** The id of the user's session with that name. It is the same in all processes. */
    static SessionId of(String owner, LocalId localId) {
        var name = owner.getBytes(UTF_8);
        var digest = Sha256.digest();
        digest.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(0, name.length)); // Else "ab" + "c" would equal "a" + "bc".
        digest.update(name);
        var hash = ByteBuffer.wrap(digest.digest(localId.value().getBytes(UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | VERSION_8;
        long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | VARIANT;
        return new SessionId(new UUID(high, low));
    }

    @Override
    public String toString() {
        return KIND + value;
    }
}
