package io.tidemark.db.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.db.LogFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process starts only where its sessions are its own. Behind a pooler: where PgBouncer is installed. */
@Timeout(60)
class SessionProbeTest {

    private final String url = LogFixture.newDatabase();

    @TempDir
    private Path directory;

    @Test
    void direct_connection_is_accepted() {
        assertThatCode(() -> SessionProbe.requireOwnSessions(LogFixture.sessions(url)))
                .doesNotThrowAnyException();
    }

    @Test
    void pooler_in_session_mode_is_accepted() throws IOException {
        try (var pooler = pooler("session")) {
            assertThatCode(() -> SessionProbe.requireOwnSessions(LogFixture.sessions(pooler.url(url))))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "transaction\nserver_round_robin = 1"})
    void pooler_in_transaction_mode_is_refused(String mode) throws IOException {
        try (var pooler = pooler(mode)) {
            assertThatThrownBy(() -> SessionProbe.requireOwnSessions(LogFixture.sessions(pooler.url(url))))
                    .isInstanceOf(SharedSessionsException.class);
        }
    }

    private PgBouncer pooler(String mode) throws IOException {
        var program = PgBouncer.installed();
        assumeTrue(program.isPresent(), "PgBouncer is not installed: the probe was not tried behind a pooler");
        return new PgBouncer(program.orElseThrow(), directory, url, mode);
    }
}
