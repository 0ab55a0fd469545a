package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.log.EventMessageConverter;
import io.tidemark.testkit.TcpProxy;
import java.io.IOException;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection breaks after PostgreSQL has done what it was asked and before the answer is back. */
@Tag("postgres-versions")
class InDoubtAppendTest {

    private static final Receipt SENT = new Receipt("ann/key-1", "digest", "a", 0, 0);

    private final String url = LogFixture.newDatabase();
    private final TcpProxy network = new TcpProxy(url);
    private final LogFixture log = new LogFixture(url, network.url(), LogFixture.PROPERTIES);

    @BeforeEach
    void connect_the_appender() {
        log.engine.appendEvents(Noted.events("first", 0, 2));
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        network.close();
    }

    @Test
    void the_events_are_stored_once_and_the_command_succeeds() {
        network.loseAnswers(1);
        log.engine.appendEvents(Noted.events("a", 0, 3));
        assertThat(network.answersStillToLose()).isZero();
        assertThat(log.rows()).containsExactly("1 first/0", "2 first/1", "3 a/0", "4 a/1", "5 a/2");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void it_may_happen_again(int times) {
        network.loseAnswers(times);
        log.engine.appendEvents(Noted.events("a", 0, 1));
        assertThat(network.answersStillToLose()).isZero();
        assertThat(log.rows()).containsExactly("1 first/0", "2 first/1", "3 a/0");
    }

    @Test
    void the_answer_is_the_position_of_the_command_s_own_events() {
        network.loseAnswers(1);
        var entries = Noted.events("a", 0, 3).stream()
                .map(event -> EventMessageConverter.of(event, LogFixture.serializer()))
                .toList();
        assertThat(log.appender.append(new PendingAppend(entries, null))).isEqualTo(5);
    }

    @Test
    void a_command_with_a_key_is_not_taken_for_its_own_duplicate() {
        network.loseAnswers(1);
        log.engine.appendEvents(List.of(Noted.event("a", 0, SENT)));
        assertThat(log.receipts.find("ann/key-1")).map(Receipt::position).contains(3L);
        assertThat(log.rows()).hasSize(3);
    }

    @Test
    void a_command_that_lost_is_told_so_in_the_end() {
        network.loseAnswers(1);
        assertThatThrownBy(() -> log.engine.appendEvents(Noted.events("first", 1, 2)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(network.answersStillToLose()).isZero();
        assertThat(log.rows()).containsExactly("1 first/0", "2 first/1");
    }

    @Test
    void a_kept_receipt_is_there_whatever_the_answer() {
        network.loseAnswers(1);
        var failure = catchThrowable(() -> log.receipts.keep(SENT, LogFixture.deadline()));
        assertThat(log.receipts.find("ann/key-1")).as("after %s", failure).contains(SENT);
    }
}
