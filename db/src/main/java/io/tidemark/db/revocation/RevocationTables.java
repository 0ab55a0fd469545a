package io.tidemark.db.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on the tables of revocations. Each change returns its number. */
class RevocationTables {

    static final String HEAD = "SELECT sequence FROM revocation_head";

    private static final String SHUT_OUT_USERS = """
            SELECT user_name AS name, is_blocked AS blocked, tokens_until, changed_by, changed_at FROM shut_out_user
            """;

    private final JdbcClient jdbc;

    RevocationTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long head() {
        return jdbc.sql(HEAD).query(Long.class).single();
    }

    /** The next changes after a number. One may be missing that a later one covers, but none that counts. */
    List<Revocation> after(long sequence, int limit) {
        return jdbc.sql("""
                        SELECT sequence, user_name, token_id, ends_at AS until, false AS blocked
                        FROM signed_out_token WHERE sequence > :sequence
                        UNION ALL
                        SELECT sequence, user_name, NULL, tokens_until, is_blocked
                        FROM shut_out_user WHERE sequence > :sequence
                        ORDER BY sequence LIMIT :limit
                        """)
                .param("sequence", sequence)
                .param("limit", limit)
                .query((row, number) -> new Revocation(
                        row.getLong("sequence"),
                        row.getString("user_name"),
                        row.getString("token_id"),
                        row.getObject("until", OffsetDateTime.class).toInstant(),
                        row.getBoolean("blocked")))
                .list();
    }

    long signOut(String user, String tokenId, @Nullable Instant issuedAt, Instant end, long mostPerUser) {
        return jdbc.sql("SELECT sign_out_token(:id, :user, :issuedAt, :end, :most)")
                .param("id", tokenId)
                .param("user", user)
                .param("issuedAt", issuedAt == null ? null : issuedAt.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("most", mostPerUser)
                .query(Long.class)
                .single();
    }

    long shutOut(String user, @Nullable Boolean blocked, String by) {
        return jdbc.sql("SELECT shut_out_user(:user, :blocked, :by)")
                .param("user", user)
                .param("blocked", blocked)
                .param("by", by)
                .query(Long.class)
                .single();
    }

    /** Null if the user is not blocked. */
    @Nullable
    Long unblock(String user, String by) {
        return jdbc.sql("""
                        UPDATE shut_out_user
                        SET is_blocked = false, changed_by = :by, changed_at = clock_timestamp(), sequence = next_revocation()
                        WHERE user_name = :user AND is_blocked RETURNING sequence
                        """)
                .param("user", user)
                .param("by", by)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    Optional<ShutOutUser> shutOutUser(String user) {
        return jdbc.sql(SHUT_OUT_USERS + "WHERE user_name = ?")
                .params(user)
                .query(RevocationTables::shutOutUser)
                .optional();
    }

    List<ShutOutUser> shutOutUsers(String after, int limit) {
        return jdbc.sql(SHUT_OUT_USERS + "WHERE user_name > ? ORDER BY user_name LIMIT ?")
                .params(after, limit)
                .query(RevocationTables::shutOutUser)
                .list();
    }

    private static ShutOutUser shutOutUser(ResultSet row, int number) throws SQLException {
        return new ShutOutUser(
                Objects.requireNonNull(row.getString("name")),
                row.getBoolean("blocked"),
                row.getObject("tokens_until", OffsetDateTime.class).toInstant(),
                Objects.requireNonNull(row.getString("changed_by")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
