package io.tidemark.command.session.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.edge.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class SyncResultTest {

    @ParameterizedTest
    @CsvSource({
        "400, session.op, false",
        "404, session.unknown, true",
        "409, changed-meanwhile, true",
        "409, session.local-id-taken, false",
        "500, internal, true",
        "503, busy, true"
    })
    void what_may_be_done_later_is_sent_again(int status, String code, boolean retryable) {
        var result = SyncResult.of(new Problem(HttpStatus.valueOf(status), code, "a reason", null));
        assertThat(result.retryable()).isEqualTo(retryable);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.code()).isEqualTo(code);
    }
}
