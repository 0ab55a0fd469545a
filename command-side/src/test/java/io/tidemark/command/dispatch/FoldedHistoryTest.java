package io.tidemark.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class FoldedHistoryTest {

    private final Log log = new Log();
    private final Sums sums = new Sums(log);

    /** Events that are numbers, and from which version on they were asked for. */
    private static final class Log extends InMemoryEventStorageEngine {

        private final List<Long> asked = new ArrayList<>();
        private final List<DomainEventMessage<?>> events = new ArrayList<>();

        void add(long... versions) {
            for (long version : versions) {
                events.add(new GenericDomainEventMessage<>("sum", "a", version, (int) version));
            }
        }

        @Override
        public DomainEventStream readEvents(String aggregateId, long first) {
            asked.add(first);
            return DomainEventStream.of(
                    events.stream().filter(event -> aggregateId.equals("a") && event.getSequenceNumber() >= first));
        }

        @Override
        public DomainEventStream readEvents(String aggregateId) {
            return readEvents(aggregateId, 0);
        }
    }

    /** The sum of all numbers so far. */
    private static final class Sums extends FoldedHistory<Integer, Integer> {

        Sums(Log log) {
            super(log, Integer.class, (before, event, at) -> (before == null ? 0 : before) + event);
        }

        int now() {
            return latest("a").orElseThrow().value();
        }
    }

    private static int sumUpTo(int version) {
        return IntStream.rangeClosed(0, version).sum();
    }

    private void addUpTo(long version) {
        log.add(LongStream.rangeClosed(log.events.size(), version).toArray());
    }

    @Test
    void every_version_is_right_in_whatever_order_it_is_asked_for() {
        addUpTo(300);
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int version = random.nextInt(301);
            assertThat(sums.at("a", version)).isEqualTo(new Versioned<>("a", sumUpTo(version), version));
        }
    }

    @Test
    void a_version_that_is_asked_for_again_is_not_read() {
        addUpTo(100);
        sums.at("a", 70);
        sums.at("a", 0);
        log.asked.clear();
        assertThat(sums.at("a", 70).value()).isEqualTo(sumUpTo(70));
        assertThat(sums.at("a", 0).value()).isZero();
        assertThat(log.asked).isEmpty();
    }

    @Test
    void later_versions_of_a_long_history_are_read_from_the_way_to_the_first_one() {
        addUpTo(100);
        sums.at("a", 100);
        log.asked.clear();
        assertThat(sums.at("a", 99).value()).isEqualTo(sumUpTo(99));
        assertThat(sums.at("a", 95).value()).isEqualTo(sumUpTo(95));
        assertThat(sums.at("a", 31).value()).isEqualTo(sumUpTo(31));
        assertThat(log.asked).containsExactly(97L, 65L, 0L);
    }

    @Test
    void the_newest_version_is_read_from_the_one_before() {
        addUpTo(100);
        assertThat(sums.now()).isEqualTo(sumUpTo(100));
        addUpTo(101);
        log.asked.clear();
        assertThat(sums.now()).isEqualTo(sumUpTo(101));
        assertThat(log.asked).containsExactly(101L);
    }

    @Test
    void a_creation_is_read_each_time() {
        addUpTo(10);
        sums.at("a", 0);
        log.asked.clear();
        assertThat(sums.created("a")).isEqualTo(new Versioned<>("a", 0, 0));
        assertThat(log.asked).containsExactly(0L);
    }

    @Test
    void all_events_of_a_version_count() {
        addUpTo(32);
        log.add(32, 33);
        int sum = sumUpTo(33) + 32;
        assertThat(sums.at("a", 33).value()).isEqualTo(sum);
        assertThat(sums.at("a", 32).value()).isEqualTo(sum - 33);
        log.add(34);
        assertThat(sums.at("a", 34).value()).isEqualTo(sum + 34);
    }

    @Test
    void nothing_is_known_without_events() {
        assertThat(sums.latest("b")).isEmpty();
        assertThatThrownBy(() -> sums.at("b", 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void states_are_given_up_when_there_are_too_many_the_least_used_first() {
        var state = new Versioned<>("a", "x".repeat(1000), 1);
        int size = state.toString().length();
        var checkpoints = new Checkpoints<String>(3L * size);
        LongStream.of(1, 2, 3).forEach(version -> checkpoints.keep(version, state));
        assertThat(checkpoints.upTo("a", 1)).isEqualTo(state);
        checkpoints.keep(4, state);
        assertThat(checkpoints.upTo("a", 2)).isNull();
        assertThat(List.of(1L, 3L, 4L))
                .allSatisfy(
                        version -> assertThat(checkpoints.upTo("a", version)).isEqualTo(state));
        checkpoints.keep(4, state);
        assertThat(checkpoints.upTo("a", 1)).isEqualTo(state);
        checkpoints.keep(5, new Versioned<>("a", "x".repeat(4000), 5));
        assertThat(checkpoints.upTo("a", 5)).isNull();
    }
}
