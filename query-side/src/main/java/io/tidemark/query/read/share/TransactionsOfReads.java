package io.tidemark.query.read.share;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Tells a read which connection its transaction uses. */
@Component
class TransactionsOfReads implements TransactionExecutionListener {

    private final DataSource dataSource;

    TransactionsOfReads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Here and not after the beginning: a failure there would leave the transaction open. */
    @Override
    public void beforeBegin(TransactionExecution transaction) {
        var read = RunningRead.current();
        if (read != null) {
            read.requireWanted();
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        var read = RunningRead.current();
        if (read != null && failure == null) {
            enter(read);
        }
    }

    private void enter(RunningRead read) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            read.enter(connection.unwrap(PGConnection.class));
        } catch (SQLException notPostgres) {
            throw new IllegalStateException(notPostgres);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        leave();
    }

    @Override
    public void beforeRollback(TransactionExecution transaction) {
        leave();
    }

    private static void leave() {
        var read = RunningRead.current();
        if (read != null) {
            read.leave();
        }
    }
}
