package io.tidemark.db.failure;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** The kinds of failures of the database, by SQLSTATE and exception type. */
public enum SqlFailure {

    /** The server or the way to it fails. */
    OUTAGE,

    /** The server or the network took too long. */
    TIMEOUT,

    /** The server ended the transaction in favour of another one. */
    CONFLICT,

    /** The server does not store the data that was sent: not as a value, for a constraint, or because it is too long. */
    REFUSED,

    /** Not a failure of the database, or a defect of this program. */
    OTHER;

    private record OfState(String prefix, SqlFailure kind) {}

    private record OfType(Class<? extends Throwable> type, SqlFailure kind) {}

    /** By prefix of the SQLSTATE. A single state stands before its class. */
    private static final List<OfState> STATES = List.of(
            new OfState("57014", TIMEOUT), // statement_timeout
            new OfState("25P03", TIMEOUT), // idle_in_transaction_session_timeout
            new OfState("25P04", TIMEOUT), // transaction_timeout
            new OfState("08", OUTAGE),
            new OfState("53", OUTAGE),
            new OfState("57", OUTAGE),
            new OfState("58", OUTAGE),
            new OfState("40", CONFLICT),
            new OfState("22", REFUSED),
            new OfState("23", REFUSED),
            new OfState("54", REFUSED));

    /** A subtype stands before its supertype. */
    private static final List<OfType> TYPES = List.of(
            new OfType(SQLTimeoutException.class, TIMEOUT),
            new OfType(QueryTimeoutException.class, TIMEOUT),
            new OfType(SQLTransactionRollbackException.class, CONFLICT),
            new OfType(ConcurrencyFailureException.class, CONFLICT),
            new OfType(SQLTransientException.class, OUTAGE),
            new OfType(TransientDataAccessException.class, OUTAGE),
            new OfType(DataAccessResourceFailureException.class, OUTAGE),
            new OfType(CannotCreateTransactionException.class, OUTAGE));

    /**
     * The kind of a failure and its causes: the first that is known, but a time-out before all others. It may be the cause
     * of a lost connection. A socket's time-out counts only as such a cause, because there are other sockets.
     */
    public static SqlFailure of(Throwable failure) {
        var found = OTHER;
        for (@Nullable Throwable each = failure; each != null; each = causeOf(each)) {
            var kind = kindOf(each);
            if (kind == TIMEOUT || (found != OTHER && each instanceof SocketTimeoutException)) {
                return TIMEOUT;
            }
            found = found == OTHER ? kind : found;
        }
        return found;
    }

    /** Whether the same may succeed later, as far as the database is concerned. */
    public boolean isTransient() {
        return this == OUTAGE || this == TIMEOUT || this == CONFLICT;
    }

    private static SqlFailure kindOf(Throwable failure) {
        return isTranslation(failure) ? OTHER : kindOfType(failure);
    }

    /** Spring takes a row that is too long for an index for an outage. The state of its cause tells them apart. */
    private static boolean isTranslation(Throwable failure) {
        return failure.getClass() == DataAccessResourceFailureException.class
                && failure.getCause() instanceof SQLException;
    }

    private static SqlFailure kindOfType(Throwable failure) {
        return TYPES.stream()
                .filter(known -> known.type().isInstance(failure))
                .map(OfType::kind)
                .findFirst()
                .orElseGet(() -> failure instanceof SQLException answer ? kindOf(answer.getSQLState()) : OTHER);
    }

    /** The pool reports a lost connection without a state. */
    private static SqlFailure kindOf(@Nullable String state) {
        return state == null
                ? OUTAGE
                : STATES.stream()
                        .filter(known -> state.startsWith(known.prefix()))
                        .map(OfState::kind)
                        .findFirst()
                        .orElse(OTHER);
    }

    /** Where the connection is gone, the failure of the rollback hides the failure that led to it. */
    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof TransactionSystemException hiding && hiding.getApplicationException() != null
                ? hiding.getApplicationException()
                : failure.getCause();
    }
}
