package io.tidemark.db.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class SqlFailureTest {

    private final SQLException lost = new SQLException("connection lost", "08006");

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            # SQLSTATE  kind       name
            08001,      OUTAGE,    cannot connect
            08006,      OUTAGE,    connection failure
            53300,      OUTAGE,    too many connections
            53100,      OUTAGE,    disk full
            57P01,      OUTAGE,    admin shutdown
            57P03,      OUTAGE,    cannot connect now
            57P05,      OUTAGE,    idle session timeout
            58030,      OUTAGE,    input or output error
            none,       OUTAGE,    the pool's own failures
            57014,      TIMEOUT,   query cancelled; the only one of class 57 that is no outage
            25P03,      TIMEOUT,   idle in transaction timeout
            25P04,      TIMEOUT,   transaction timeout
            40001,      CONFLICT,  serialization failure
            40P01,      CONFLICT,  deadlock detected
            22001,      REFUSED,   value too long
            22P05,      REFUSED,   untranslatable character
            23505,      REFUSED,   unique violation
            54000,      REFUSED,   program limit exceeded
            25P02,      OTHER,     statement after a failure in the same transaction; a defect of the program
            25006,      OTHER,     read-only transaction
            42P01,      OTHER,     undefined table
            55P03,      OTHER,     lock not available
            XX000,      OTHER,     internal error
            """)
    void kind_follows_from_the_state(String state, SqlFailure kind, String name) {
        assertThat(SqlFailure.of(new SQLException(name, state))).isEqualTo(kind);
        assertThat(SqlFailure.of(new IllegalStateException(new SQLException(name, state))))
                .isEqualTo(kind);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(new SQLTransientConnectionException("pool exhausted"), SqlFailure.OUTAGE),
                arguments(new SQLTransientConnectionException("pool exhausted", "28P01"), SqlFailure.OUTAGE),
                arguments(new DataAccessResourceFailureException("lost"), SqlFailure.OUTAGE),
                arguments(
                        new DataAccessResourceFailureException("lost", new SQLException("lost", "08006")),
                        SqlFailure.OUTAGE),
                arguments(
                        new DataAccessResourceFailureException("lost", new SQLException("by the pool")),
                        SqlFailure.OUTAGE),
                arguments(
                        new DataAccessResourceFailureException("too long", new SQLException("too long", "54000")),
                        SqlFailure.REFUSED),
                arguments(new CannotGetJdbcConnectionException("lost"), SqlFailure.OUTAGE),
                arguments(new TransientDataAccessResourceException("lost"), SqlFailure.OUTAGE),
                arguments(new CannotCreateTransactionException("lost"), SqlFailure.OUTAGE),
                arguments(new SQLTimeoutException("late"), SqlFailure.TIMEOUT),
                arguments(new QueryTimeoutException("late"), SqlFailure.TIMEOUT),
                arguments(new SQLTransactionRollbackException("deadlock"), SqlFailure.CONFLICT),
                arguments(new CannotAcquireLockException("deadlock"), SqlFailure.CONFLICT),
                arguments(
                        new DataIntegrityViolationException("twice", new SQLException("twice", "23505")),
                        SqlFailure.REFUSED),
                arguments(new DataIntegrityViolationException("twice"), SqlFailure.OTHER),
                arguments(new TransactionSystemException("no commit"), SqlFailure.OTHER),
                arguments(new IllegalArgumentException("a defect"), SqlFailure.OTHER));
    }

    @ParameterizedTest
    @MethodSource("types")
    void kind_follows_from_the_type_of_the_exception(Throwable failure, SqlFailure kind) {
        assertThat(SqlFailure.of(failure)).isEqualTo(kind);
    }

    @Test
    void lost_connection_is_a_timeout_if_the_network_took_too_long() {
        var late = new SQLException("read failed", "08006", new SocketTimeoutException("late"));
        assertThat(SqlFailure.of(new DataAccessResourceFailureException("lost", late)))
                .isEqualTo(SqlFailure.TIMEOUT);
    }

    @Test
    void timeout_of_another_socket_is_no_failure_of_the_database() {
        assertThat(SqlFailure.of(new IllegalStateException(new SocketTimeoutException("late"))))
                .isEqualTo(SqlFailure.OTHER);
    }

    @Test
    void failure_that_a_failed_rollback_hides_decides() {
        var hiding = new TransactionSystemException("no rollback", lost);
        assertThat(SqlFailure.of(hiding)).isEqualTo(SqlFailure.OUTAGE);
        hiding.initApplicationException(new SQLException("idle for too long", "25P03"));
        assertThat(SqlFailure.of(hiding)).isEqualTo(SqlFailure.TIMEOUT);
    }

    @Test
    void first_known_kind_decides_among_causes() {
        var refused = new SQLException("twice", "23505", lost);
        assertThat(SqlFailure.of(refused)).isEqualTo(SqlFailure.REFUSED);
    }

    @Test
    void outage_timeout_and_conflict_pass() {
        assertThat(Stream.of(SqlFailure.values())
                        .filter(SqlFailure::isTransient)
                        .toList())
                .isEqualTo(List.of(SqlFailure.OUTAGE, SqlFailure.TIMEOUT, SqlFailure.CONFLICT));
    }
}
