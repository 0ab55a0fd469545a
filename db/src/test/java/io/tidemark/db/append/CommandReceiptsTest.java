package io.tidemark.db.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.db.LogFixture;
import io.tidemark.db.Noted;
import io.tidemark.db.Tasks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CommandReceiptsTest {

    private static final Receipt SENT = new Receipt("ann/key-1", "digest", "a", 0, 0);

    private final String url = LogFixture.newDatabase();
    private final LogFixture log = new LogFixture(url);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_receipt_has_the_command_s_result() {
        log.engine.appendEvents(Noted.events("other", 0, 4));
        log.engine.appendEvents(List.of(Noted.event("a", 0, SENT), Noted.event("a", 1, SENT)));
        assertThat(log.receipts.find("ann/key-1")).contains(new Receipt("ann/key-1", "digest", "a", 1, 6));
    }

    @Test
    void a_command_without_a_fingerprint_gets_no_receipt() {
        var event = Noted.event("a", 0);
        log.engine.appendEvents(List.of(event));
        assertThat(log.receipts.find(event.getIdentifier())).isEmpty();
    }

    @Test
    void the_same_command_again_stores_nothing() {
        log.engine.appendEvents(List.of(Noted.event("a", 0, SENT)));
        assertThatThrownBy(() -> log.engine.appendEvents(List.of(Noted.event("a", 1, SENT))))
                .isInstanceOf(DuplicateCommandException.class);
        assertThat(log.rows()).containsExactly("1 a/0");
        assertThat(log.receipts.find("ann/key-1")).map(Receipt::version).contains(0L);
    }

    @Test
    void the_same_command_again_is_known_even_where_its_place_is_taken() {
        log.engine.appendEvents(List.of(Noted.event("a", 0, SENT)));
        assertThatThrownBy(() -> log.engine.appendEvents(List.of(Noted.event("a", 0, SENT))))
                .isInstanceOf(DuplicateCommandException.class);
    }

    @Test
    void a_command_that_lost_gets_no_receipt() {
        log.engine.appendEvents(Noted.events("a", 0, 1));
        assertThatThrownBy(() -> log.engine.appendEvents(List.of(Noted.event("a", 0, SENT))));
        assertThat(log.receipts.find("ann/key-1")).isEmpty();
    }

    @Test
    void a_command_that_changed_nothing_gets_a_receipt_too() {
        var receipt = new Receipt("ann/key-2", "digest", "a", 3, 17);
        log.receipts.keep(receipt, LogFixture.deadline());
        assertThat(log.receipts.find("ann/key-2")).contains(receipt);
        assertThat(log.rows()).isEmpty();
    }

    @Test
    void a_receipt_is_kept_once() {
        log.receipts.keep(SENT, LogFixture.deadline());
        assertThatThrownBy(() -> log.receipts.keep(new Receipt("ann/key-1", "other", "b", 9, 9), LogFixture.deadline()))
                .isInstanceOf(DuplicateCommandException.class);
        assertThat(log.receipts.find("ann/key-1")).contains(SENT);
    }

    @Test
    void after_a_kept_receipt_the_command_stores_nothing() {
        log.receipts.keep(SENT, LogFixture.deadline());
        assertThatThrownBy(() -> log.engine.appendEvents(List.of(Noted.event("a", 0, SENT))))
                .isInstanceOf(DuplicateCommandException.class);
        assertThat(log.rows()).isEmpty();
    }

    @Test
    void the_same_command_twice_in_one_batch_is_done_once() {
        try (var batch = new Batch(url)) {
            var first = batch.add(new PendingAppend(List.of(), SENT));
            var second = batch.add(new PendingAppend(List.of(), SENT));
            batch.send();
            assertThat(first).isCompleted();
            assertThat(second).isCompletedExceptionally();
        }
    }

    @RepeatedTest(10)
    void of_two_processes_with_the_same_command_one_does_it() {
        try (var there = new LogFixture(url)) {
            var appended = log.appendLater(List.of(Noted.event("a", 0, SENT)));
            var kept = Tasks.start(() -> there.receipts.keep(SENT, LogFixture.deadline()));
            assertThat(Tasks.failures(List.of(appended, kept)))
                    .hasExactlyElementsOfTypes(DuplicateCommandException.class);
            assertThat(log.rows()).hasSize(kept.isCompletedExceptionally() ? 1 : 0);
        }
    }
}
