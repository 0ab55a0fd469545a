package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivacyTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SavedReply own = SavedReply.of(user);
    private final SavedReply foreign = SavedReply.of(QueryNode.newUser());
    private long before;

    @BeforeEach
    void bothHaveOne() {
        before = node.append(SavedReply.of(QueryNode.newUser()).created());
        node.append(foreign.created(), own.created(), foreign.retitled("theirs"));
        node.catchUp();
    }

    @Test
    void a_catch_up_has_only_the_callers_events() {
        try (var stream = node.stream(user).from(node.cursor(before)).open()) {
            assertThatOnlyOwn(
                    stream.through(frame -> frame.event().equals("checkpoint")).toString());
        }
    }

    @Test
    void a_live_stream_has_only_the_callers_events() {
        try (var stream = node.stream(user).open()) {
            stream.await("sync");
            node.append(foreign.retitled("again"), own.retitled("ours"), foreign.deleted());
            assertThatOnlyOwn(
                    stream.through(frame -> frame.event().equals("checkpoint")).toString());
        }
    }

    @Test
    void changes_have_only_the_callers_events() {
        assertThatOnlyOwn(
                node.get(user, "/api/changes?after=" + node.cursor(before)).body());
    }

    @Test
    void a_snapshot_has_only_what_is_the_callers() {
        assertThatOnlyOwn(node.get(user, "/api/snapshot").body());
    }

    @Test
    void a_list_has_only_what_is_the_callers() {
        assertThatOnlyOwn(node.get(user, "/api/saved-replies").body());
    }

    @Test
    void what_is_anothers_is_not_there() {
        assertThat(node.get(user, "/api/saved-replies/" + own.id()).statusCode())
                .isEqualTo(200);
        assertThat(node.get(user, "/api/saved-replies/" + foreign.id()).statusCode())
                .isEqualTo(404);
    }

    private void assertThatOnlyOwn(String answer) {
        assertThat(answer).contains(own.id()).doesNotContain(foreign.id()).doesNotContain("theirs");
    }
}
