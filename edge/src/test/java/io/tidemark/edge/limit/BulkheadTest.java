package io.tidemark.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(3, 2, "too much at once", Duration.ofSeconds(7));
    private final List<Disposable> working = new ArrayList<>();

    private void begin(String user) {
        working.add(bulkhead.within(user, Mono.never()).subscribe());
    }

    private String work(String user) {
        return bulkhead.within(user, Mono.just("done")).blockOptional().orElseThrow();
    }

    private void assertThatNoneIsLeftFor(String user) {
        assertThatThrownBy(() -> work(user)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.UNAVAILABLE);
            assertThat(refused.code()).isEqualTo("busy");
            assertThat(refused.detail()).isEqualTo("too much at once");
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        });
    }

    @Test
    void nobody_has_more_than_their_share() {
        begin("ann");
        begin("ann");
        assertThatNoneIsLeftFor("ann");
        assertThat(work("bob")).isEqualTo("done");
    }

    @Test
    void there_are_so_many_in_all() {
        begin("ann");
        begin("ann");
        begin("bob");
        assertThatNoneIsLeftFor("cleo");
    }

    @Test
    void a_place_is_free_again_however_its_work_ended() {
        for (int i = 0; i < 5; i++) {
            assertThat(work("ann")).isEqualTo("done");
            assertThatThrownBy(() -> bulkhead.within("ann", Mono.error(new IllegalStateException("failed")))
                            .block())
                    .hasMessage("failed");
        }
        begin("ann");
        begin("ann");
        working.get(0).dispose();
        assertThat(work("ann")).isEqualTo("done");
    }

    @Test
    void whoever_found_none_does_not_take_one() {
        begin("ann");
        begin("ann");
        assertThatNoneIsLeftFor("ann");
        working.forEach(Disposable::dispose);
        begin("ann");
        begin("ann");
        assertThatNoneIsLeftFor("ann");
    }

    @Test
    void work_that_nobody_asks_for_takes_none() {
        Mono<String> unasked = bulkhead.within("ann", Mono.just("done"));
        begin("ann");
        begin("ann");
        assertThatThrownBy(unasked::block).isInstanceOf(Refused.class);
    }
}
