package io.tidemark.query.read.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.edge.refusal.Refused;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class UnsentAnswersTest {

    private final UnsentAnswers unsent = new UnsentAnswers(100, 40);

    @Test
    void a_user_who_takes_nothing_is_given_so_much_and_no_more() {
        send("ann", 20);
        send("ann", 20);
        refuses("ann", 1);
        assertThat(unsent.bytes()).isEqualTo(40);
    }

    @Test
    void and_more_when_an_answer_is_taken_or_its_client_is_gone() {
        var sending = send("ann", 40);
        refuses("ann", 1);
        sending.dispose();
        StepVerifier.create(unsent.within("ann", 40, Mono.empty())).verifyComplete();
        assertThat(unsent.bytes()).isZero();
    }

    @Test
    void the_first_is_given_however_large_it_is_and_however_much_others_were_given() {
        send("ann", 1000);
        send("bob", 1000);
        refuses("bob", 1);
    }

    @Test
    void all_together_are_given_so_much_and_no_more() {
        send("ann", 40);
        send("bob", 40);
        send("cid", 15);
        refuses("cid", 6);
        StepVerifier.create(unsent.within("cid", 5, Mono.empty())).verifyComplete();
    }

    private Disposable send(String user, int bytes) {
        return unsent.within(user, bytes, Mono.never()).subscribe();
    }

    private void refuses(String user, int bytes) {
        StepVerifier.create(unsent.within(user, bytes, Mono.empty()))
                .verifyErrorSatisfies(refused -> assertThat(refused)
                        .isInstanceOfSatisfying(
                                Refused.class, busy -> assertThat(busy.code()).isEqualTo("busy")));
    }
}
