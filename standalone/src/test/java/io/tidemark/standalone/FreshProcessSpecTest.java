package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process has appended and read once before it listens: nobody's first request loads that code. */
@ExtendWith(OutputCaptureExtension.class)
class FreshProcessSpecTest {

    private static final String APPENDS =
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions WHERE funcname = 'append_to_event_log'";

    private static final Pattern READ_THEN_LISTENS =
            Pattern.compile("from reply_view.*Netty started on port", Pattern.DOTALL);

    private final String database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource(database));

    @Test
    void appends_nothing_and_reads_nothing_before_it_listens(CapturedOutput output) {
        jdbc.sql("ALTER DATABASE %s SET track_functions = 'all'"
                        .formatted(database.replaceFirst(".*/([^/?]*).*", "$1")))
                .update();
        try (var tidemark = RunningTidemark.start(database, "logging.level.org.hibernate.SQL=debug")) {
            assertThat(output.getOut()).containsPattern(READ_THEN_LISTENS);
            await().until(() -> jdbc.sql(APPENDS).query(Long.class).single() > 0);
            assertThat(jdbc.sql("SELECT count(*) FROM event_log")
                            .query(Long.class)
                            .single())
                    .isZero();
            tidemark.newUser().creates("first");
        }
    }
}
