package io.tidemark.db.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import io.tidemark.db.head.HighWaterMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several processes on one database, each with its own memory. */
class RevocationsTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant before = now.minusSeconds(60);
    private final Instant later = now.plusSeconds(600);

    private final DataSource database = TestDatabase.dataSource(TestDatabase.migrated());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Node here = new Node(database);
    private final Node there = new Node(database);

    private final class Node {

        private final KnownRevocations known = new KnownRevocations(Clock.systemUTC());
        private final HighWaterMark mark = new HighWaterMark("tidemark_revocations", RevocationTables.HEAD);
        private final Revocations revocations;

        Node(DataSource database) {
            revocations = new Revocations(
                    new RevocationTables(JdbcClient.create(database)),
                    known,
                    mark,
                    new TransactionTemplate(new JdbcTransactionManager(database)));
        }

        void signOut(String user, String token) {
            revocations.signOut(user, token, before, later);
        }

        Standing of(String user, String token, Instant issuedAt) {
            return known.of(user, token, issuedAt);
        }
    }

    @Test
    void signed_out_token_is_refused_here_at_once_and_elsewhere_when_read() {
        here.signOut("ann", "one");
        assertThat(here.of("ann", "one", before)).isEqualTo(Standing.SIGNED_OUT);
        assertThat(here.of("ann", "other", before)).isEqualTo(Standing.GOOD);
        assertThat(there.of("ann", "one", before)).isEqualTo(Standing.GOOD);
        there.revocations.readOn();
        assertThat(there.of("ann", "one", before)).isEqualTo(Standing.SIGNED_OUT);
    }

    @Test
    void blocked_user_is_refused_until_unblocked_and_older_tokens_stay_refused() {
        here.revocations.shutOut("ann", true, "root", () -> {});
        assertThat(here.of("ann", "old", before)).isEqualTo(Standing.BLOCKED);
        assertThat(here.of("ann", "new", later)).isEqualTo(Standing.BLOCKED);
        assertThat(here.revocations.unblock("ann", "root", () -> {})).isTrue();
        assertThat(here.revocations.unblock("ann", "root", () -> {})).isFalse();
        there.revocations.readOn();
        for (var each : new Node[] {here, there}) {
            assertThat(each.of("ann", "old", before)).isEqualTo(Standing.SIGNED_OUT);
            assertThat(each.known.of("ann", "undated", null)).isEqualTo(Standing.SIGNED_OUT);
            assertThat(each.of("ann", "new", later)).isEqualTo(Standing.GOOD);
            assertThat(each.of("bob", "old", before)).isEqualTo(Standing.GOOD);
        }
    }

    @Test
    void signing_a_blocked_user_out_leaves_the_block() {
        here.revocations.shutOut("ann", true, "root", () -> {});
        here.revocations.shutOut("ann", false, "root", () -> {});
        assertThat(here.of("ann", "new", later)).isEqualTo(Standing.BLOCKED);
    }

    @Test
    void act_whose_transaction_fails_is_not_done() {
        try {
            here.revocations.shutOut("ann", true, "root", () -> {
                throw new IllegalStateException("the audit cannot be written");
            });
        } catch (IllegalStateException failed) {
            assertThat(failed).hasMessage("the audit cannot be written");
        }
        here.revocations.readOn();
        assertThat(here.of("ann", "one", before)).isEqualTo(Standing.GOOD);
    }

    /** Otherwise a process that has read the later number would not look for the earlier one. */
    @Test
    void change_waits_for_the_one_that_has_the_number_before() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT sign_out_token('slow', 'ann', now(), now() + interval '1 hour', 1000)");
            var other = CompletableFuture.runAsync(() -> here.signOut("bob", "fast"));
            await().during(Duration.ofMillis(200)).until(() -> !other.isDone());
            there.revocations.readOn();
            connection.commit();
            other.join();
        }
        there.revocations.readOn();
        assertThat(there.of("ann", "slow", before)).isEqualTo(Standing.SIGNED_OUT);
        assertThat(there.of("bob", "fast", before)).isEqualTo(Standing.SIGNED_OUT);
    }

    @Test
    void user_with_many_signed_out_tokens_is_signed_out_as_a_whole() {
        jdbc.sql("""
                        INSERT INTO signed_out_token (token_id, user_name, issued_at, ends_at, sequence)
                        SELECT 'token-' || n, 'ann', now(), now() + interval '1 hour', n FROM generate_series(1, ?) n
                        """).params(Revocations.MOST_PER_USER).update();
        jdbc.sql("UPDATE revocation_head SET sequence = ?")
                .params(Revocations.MOST_PER_USER)
                .update();
        here.signOut("ann", "last");
        assertThat(jdbc.sql("SELECT count(*) FROM signed_out_token")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        var fresh = new Node(database);
        fresh.revocations.readOn();
        assertThat(fresh.of("ann", "token-1", before)).isEqualTo(Standing.SIGNED_OUT);
        assertThat(fresh.of("ann", "last", later)).isEqualTo(Standing.SIGNED_OUT);
        assertThat(fresh.of("ann", "new", later)).isEqualTo(Standing.GOOD);
    }

    @Test
    void token_that_has_ended_is_forgotten() {
        here.revocations.signOut("ann", "ended", before.minusSeconds(8_000), now.minusSeconds(7_200));
        here.signOut("ann", "one");
        here.signOut("ann", "two");
        assertThat(here.of("ann", "ended", before)).isEqualTo(Standing.GOOD);
        assertThat(jdbc.sql("SELECT token_id FROM signed_out_token ORDER BY token_id")
                        .query(String.class)
                        .list())
                .containsExactly("one", "two");
    }

    @Test
    void process_without_a_database_keeps_what_it_knows_and_learns_the_rest_later() {
        var isAway = new AtomicBoolean();
        var process = new Node(new DelegatingDataSource(database) {

            @Override
            public Connection getConnection() throws SQLException {
                if (isAway.get()) {
                    throw new SQLException("refused");
                }
                return super.getConnection();
            }
        });
        here.signOut("ann", "one");
        try (var reader = new RevocationReader(process.revocations, process.mark)) {
            reader.start();
            assertThat(process.of("ann", "one", before)).isEqualTo(Standing.SIGNED_OUT);
            isAway.set(true);
            here.signOut("ann", "two");
            process.mark.advanceTo(here.mark.position());
            await().during(Duration.ofMillis(200))
                    .until(() -> process.of("ann", "one", before) == Standing.SIGNED_OUT
                            && process.of("ann", "two", before) == Standing.GOOD);
            isAway.set(false);
            await().until(() -> process.of("ann", "two", before) == Standing.SIGNED_OUT);
        }
    }
}
