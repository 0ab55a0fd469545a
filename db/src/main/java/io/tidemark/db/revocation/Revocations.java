package io.tidemark.db.revocation;

import io.tidemark.db.head.HighWaterMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refuses tokens and users, for all processes on the database. A change is a row. When it is committed, this process
 * learns it before the call returns, and the others by a notification; if that is lost, by their next look at the head.
 */
public class Revocations {

    /** So that a clock that is behind the database's accepts no token whose revocation is gone. */
    static final Duration KEPT_AFTER_END = Duration.ofHours(1);

    /** How many signed-out tokens of one user are kept one by one. */
    static final int MOST_PER_USER = 1_000;

    private static final int PAGE = 5_000;

    private final RevocationTables tables;
    private final KnownRevocations known;
    private final HighWaterMark mark;
    private final TransactionTemplate transactions;
    private long learned;

    Revocations(RevocationTables tables, KnownRevocations known, HighWaterMark mark, TransactionTemplate transactions) {
        this.tables = tables;
        this.known = known;
        this.mark = mark;
        this.transactions = transactions;
    }

    /** Refuses a token from now on. */
    public void signOut(String user, String tokenId, @Nullable Instant issuedAt, Instant end) {
        change(() -> tables.signOut(user, tokenId, issuedAt, end, MOST_PER_USER), () -> {});
    }

    /**
     * Refuses all tokens that a user was issued until now.
     *
     * @param blocked whether also those that the user is issued later
     * @param alongside what is done in the same transaction
     */
    public void shutOut(String user, boolean blocked, String by, Runnable alongside) {
        change(() -> tables.shutOut(user, blocked ? true : null, by), alongside);
    }

    /** Accepts tokens of the user again that were issued after the block. False if the user is not blocked. */
    public boolean unblock(String user, String by, Runnable alongside) {
        return change(() -> tables.unblock(user, by), alongside);
    }

    public Optional<ShutOutUser> shutOutUser(String user) {
        return tables.shutOutUser(user);
    }

    /** In the order of their names. */
    public List<ShutOutUser> shutOutUsers(String after, int limit) {
        return tables.shutOutUsers(after, limit);
    }

    private boolean change(Supplier<@Nullable Long> statement, Runnable alongside) {
        Long sequence = transactions.execute(status -> {
            var changed = statement.get();
            if (changed != null) {
                alongside.run();
            }
            return changed;
        });
        if (sequence == null) {
            return false;
        }
        mark.publish(sequence);
        readOn();
        return true;
    }

    /** Whether there are changes that this process has not learned. */
    synchronized boolean isBehind() {
        return mark.position() > learned;
    }

    /** Learns all changes up to now. The head is read first, and so no change before it is missed. */
    synchronized void readOn() {
        long head = tables.head();
        var page = tables.after(learned, PAGE);
        while (!page.isEmpty()) {
            known.learn(page);
            learned = page.get(page.size() - 1).sequence();
            page = page.size() < PAGE ? List.of() : tables.after(learned, PAGE);
        }
        learned = Math.max(learned, head);
        mark.advanceTo(learned);
    }
}
