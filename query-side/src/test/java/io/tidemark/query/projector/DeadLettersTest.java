package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.reply.ReplyEvent;
import io.tidemark.query.QueryNode;
import io.tidemark.query.RandomText;
import io.tidemark.query.SavedReply;
import io.tidemark.query.administration.Administrator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersTest {

    private static final int MAX_SUBJECTS = 30;

    /** It fits into the index of the log, but the name of its channel does not fit into that of the feed. */
    private static final String TOO_LONG_FOR_THE_FEED = RandomText.of(2_680);

    private final QueryNode node =
            QueryNode.start("--tuning.projector.max-dead-subjects=" + MAX_SUBJECTS, QueryNode.QUIET);
    private final Batches batches = new Batches(node);
    private final ProjectorOperations operations = node.bean(ProjectorOperations.class);

    @BeforeEach
    void refuse() {
        Faults.refuseBadTitles(node.jdbc());
    }

    @AfterEach
    void clean() {
        Faults.takeBadTitles(node.jdbc());
        node.jdbc().sql("TRUNCATE dead_letter_entry, reply_view").update();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void a_refused_event_goes_there_and_the_others_of_its_batch_go_on() {
        var good = SavedReply.of("ann");
        var bad = SavedReply.of("ann");
        project(good.created(), bad.created("bad", "content"), good.retitled("new"));
        assertThat(deadIn(bad)).containsExactly(0L);
        assertThat(titleOf(good)).containsExactly("new");
        assertThat(titleOf(bad)).isEmpty();
    }

    @Test
    void the_rest_of_its_subject_waits_behind_it_in_this_batch_and_the_next() {
        var bad = SavedReply.of("ann");
        project(bad.created(), bad.retitled("bad"), bad.uncategorised());
        project(bad.retitled("fine"));
        assertThat(deadIn(bad)).containsExactly(1L, 2L, 3L);
        assertThat(titleOf(bad)).containsExactly("title");
    }

    @Test
    void its_feed_entry_is_in_its_place_and_marked_stale() {
        var bad = SavedReply.of(QueryNode.newUser());
        project(bad.created(), bad.retitled("bad"), bad.uncategorised());
        assertThat(staleOf(bad)).containsExactly(false, true, true);
        assertThat(chainOf(bad)).isTrue();
    }

    @Test
    void offered_again_all_are_shown_and_no_longer_stale() {
        var bad = SavedReply.of(QueryNode.newUser());
        project(bad.created(), bad.retitled("bad"), bad.uncategorised());
        Faults.takeBadTitles(node.jdbc());
        assertThat(operations.retry(bad.subject(), new Administrator("ann", null)))
                .isTrue();
        assertThat(deadIn(bad)).isEmpty();
        assertThat(titleOf(bad)).containsExactly("bad");
        assertThat(staleOf(bad)).containsExactly(false, false, false);
    }

    @Test
    void offered_again_while_still_refused_they_stay_in_order() {
        var bad = SavedReply.of(QueryNode.newUser());
        project(bad.created(), bad.retitled("bad"), bad.uncategorised());
        assertThat(operations.retry(bad.subject(), new Administrator("ann", null)))
                .isFalse();
        assertThat(deadIn(bad)).containsExactly(1L, 2L);
        assertThat(staleOf(bad)).containsExactly(false, true, true);
        assertThat(titleOf(bad)).containsExactly("title");
    }

    @Test
    void a_second_refusal_stops_the_retry_there() {
        var bad = SavedReply.of(QueryNode.newUser());
        project(bad.created("bad", "content"));
        project(bad.retitled("fine"), bad.retitled("bad again"), bad.retitled("end"));
        Faults.takeBadTitles(node.jdbc());
        node.jdbc()
                .sql("ALTER TABLE reply_view ADD CONSTRAINT no_bad_title CHECK (title <> 'bad again')")
                .update();
        assertThat(operations.retry(bad.subject(), new Administrator("ann", null)))
                .isFalse();
        assertThat(titleOf(bad)).containsExactly("fine");
        assertThat(staleOf(bad)).containsExactly(false, false, true, true);
    }

    @Test
    void a_subject_without_dead_events_has_nothing_to_retry() {
        assertThat(operations.retry("reply/none", new Administrator("ann", null)))
                .isFalse();
    }

    @Test
    void each_of_many_dead_subjects_is_found() {
        var bad = badReplies(25);
        Faults.takeBadTitles(node.jdbc());
        for (var reply : bad) {
            assertThat(operations.retry(reply.subject(), new Administrator("ann", null)))
                    .isTrue();
            assertThat(titleOf(reply)).containsExactly("bad");
        }
    }

    @Test
    void one_subject_more_than_may_be_dead_stops_the_projector_and_loses_nothing() {
        badReplies(MAX_SUBJECTS);
        var oneMore = SavedReply.of("ann");
        var created = oneMore.created("bad", "content");
        assertThatThrownBy(() -> project(created)).hasMessageContaining("the batch failed");
        assertThat(staleOf(oneMore)).isEmpty();
        Faults.takeBadTitles(node.jdbc());
        batches.projectNews();
        assertThat(titleOf(oneMore)).containsExactly("bad");
    }

    @Test
    void an_event_that_the_feed_refuses_goes_there_and_the_others_of_its_batch_go_on() {
        var good = SavedReply.of(QueryNode.newUser());
        var bad = SavedReply.of(TOO_LONG_FOR_THE_FEED);
        project(good.created(), bad.created(), good.retitled("new"), bad.retitled("more"));
        project(bad.retitled("even more"), good.uncategorised());
        assertThat(deadIn(bad)).containsExactly(0L, 1L, 2L);
        assertThat(titleOf(bad)).isEmpty();
        assertThat(staleOf(bad)).isEmpty();
        assertThat(titleOf(good)).containsExactly("new");
        assertThat(staleOf(good)).containsExactly(false, false, false);
        assertThat(chainOf(good)).isTrue();
    }

    @Test
    void an_event_that_the_feed_refuses_is_shown_when_it_is_offered_again() {
        var bad = SavedReply.of(TOO_LONG_FOR_THE_FEED);
        project(bad.created(), bad.retitled("new"));
        assertThat(operations.retry(bad.subject(), new Administrator("ann", null)))
                .isTrue();
        assertThat(titleOf(bad)).containsExactly("new");
    }

    @Test
    void an_event_that_an_index_of_the_read_model_refuses_goes_there() {
        node.jdbc().sql("CREATE INDEX title_of_reply ON reply_view (title)").update();
        var bad = SavedReply.of(QueryNode.newUser());
        project(bad.created(RandomText.of(3_000), "content"));
        node.jdbc().sql("DROP INDEX title_of_reply").update();
        assertThat(deadIn(bad)).containsExactly(0L);
        assertThat(staleOf(bad)).containsExactly(true);
    }

    private List<SavedReply> badReplies(int number) {
        var replies = Stream.generate(() -> SavedReply.of("ann")).limit(number).toList();
        var events = new ArrayList<DomainEventMessage<ReplyEvent>>();
        replies.forEach(reply -> events.add(reply.created("bad", "content")));
        node.append(events);
        batches.projectNews();
        return replies;
    }

    private void project(DomainEventMessage<?>... events) {
        node.append(events);
        batches.projectNews();
    }

    private List<Long> deadIn(SavedReply reply) {
        return node.jdbc()
                .sql("SELECT sequence_number FROM dead_letter_entry WHERE sequence_identifier = ?"
                        + " ORDER BY sequence_index")
                .params(reply.subject())
                .query(Long.class)
                .list();
    }

    private List<String> titleOf(SavedReply reply) {
        return node.jdbc()
                .sql("SELECT title FROM reply_view WHERE id = ?::uuid")
                .params(reply.id())
                .query(String.class)
                .list();
    }

    private List<Boolean> staleOf(SavedReply reply) {
        return node.jdbc()
                .sql("SELECT stale FROM feed WHERE subject = ? ORDER BY position")
                .params(reply.subject())
                .query(Boolean.class)
                .list();
    }

    /** Whether each entry of the reply follows the one before it: its user has no other. */
    private boolean chainOf(SavedReply reply) {
        return node.jdbc()
                .sql("SELECT bool_and(previous = before) FROM (SELECT previous, lag(position, 1, 0::bigint)"
                        + " OVER (ORDER BY position) AS before FROM feed WHERE subject = ?) f")
                .params(reply.subject())
                .query(Boolean.class)
                .single();
    }
}
