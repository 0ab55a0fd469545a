package io.tidemark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.resilience.Findings.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each thing that the check is there to notice, forged. */
class CheckTest {

    private static final int EVENTS = 6; // Odd positions are Ann's, even ones Bob's.

    private final Findings findings = new Findings();
    private final List<Logged> log = new ArrayList<>();

    CheckTest() {
        for (int position = 1; position <= EVENTS; position++) {
            var owner = position % 2 == 1 ? "ann" : "bob";
            log.add(event(position, owner, "reply/" + owner, (position - 1) / 2));
        }
    }

    private static Logged event(long position, String owner, String subject, long version) {
        return new Logged(position, 100 + position, owner, subject, version, "command " + position, false);
    }

    /** Ann's log: pairs of a position and the one before it. */
    private static Seen seen(long... pairs) {
        var seen = new Seen();
        for (int each = 0; each < pairs.length; each += 2) {
            seen.add(pairs[each], pairs[each + 1], 100 + pairs[each]);
        }
        return seen;
    }

    private Map<Kind, Integer> afterClient(long from, Seen seen) {
        new Check(log, findings).client("client", "ann", from, EVENTS, seen);
        return findings.counts();
    }

    private Map<Kind, Integer> afterAcknowledged(String command, String subject, long version, long position) {
        new Check(log, findings).kept(List.of(new Acknowledged(command, subject, version, position)));
        return findings.counts();
    }

    private Map<Kind, Integer> afterOrder() {
        new Check(log, findings).order();
        return findings.counts();
    }

    @Test
    void all_that_is_right_is_passed() {
        assertThat(afterClient(0, seen(1, 0, 3, 1, 5, 3))).isEmpty();
        assertThat(afterClient(2, seen(3, 1, 5, 3))).isEmpty();
        assertThat(afterAcknowledged("command 4", "reply/bob", 1, 4)).isEmpty();
        assertThat(afterOrder()).isEmpty();
    }

    @Test
    void a_lost_event_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 3, 1))).containsOnlyKeys(Kind.LOST);
    }

    @Test
    void a_hole_that_the_server_conceals_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 5, 1))).containsOnlyKeys(Kind.LOST);
    }

    @Test
    void a_hole_that_the_server_admits_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 5, 3))).containsOnlyKeys(Kind.LOST, Kind.CHAIN);
    }

    @Test
    void a_doubled_event_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 3, 1, 3, 1, 5, 3))).containsOnlyKeys(Kind.DOUBLED, Kind.CHAIN);
    }

    @Test
    void swapped_events_are_noticed() {
        assertThat(afterClient(0, seen(1, 0, 5, 3, 3, 1))).containsOnlyKeys(Kind.REORDERED, Kind.CHAIN);
    }

    @Test
    void a_foreign_event_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 2, 1, 3, 2, 5, 3))).containsOnlyKeys(Kind.FOREIGN);
    }

    @Test
    void an_event_from_before_the_cursor_is_noticed() {
        assertThat(afterClient(3, seen(3, 3, 5, 3))).containsOnlyKeys(Kind.FOREIGN);
    }

    @Test
    void a_broken_chain_is_noticed() {
        assertThat(afterClient(0, seen(1, 0, 3, 2, 5, 3))).containsOnlyKeys(Kind.CHAIN);
    }

    @Test
    void another_event_in_the_place_of_one_is_noticed() {
        var seen = new Seen();
        seen.add(5, 3, 999);
        assertThat(afterClient(4, seen)).containsOnlyKeys(Kind.ALTERED);
    }

    @Test
    void another_users_data_in_an_event_of_ones_own_is_noticed() {
        long anns = Mark.of("reply:updated", "event", "command", "{\"content\":\"Ann's\"}");
        long bobs = Mark.of("reply:updated", "event", "command", "{\"content\":\"Bob's\"}");
        log.set(4, new Logged(5, anns, "ann", "reply/ann", 2, "command 5", false));
        var seen = new Seen();
        seen.add(5, 3, bobs);
        assertThat(afterClient(4, seen)).containsOnlyKeys(Kind.ALTERED);
    }

    @Test
    void what_was_acknowledged_and_is_not_there_is_noticed() {
        assertThat(afterAcknowledged("command 7", "reply/ann", 3, 7)).containsOnlyKeys(Kind.NOT_KEPT);
    }

    @Test
    void something_else_at_the_answered_cursor_is_noticed() {
        assertThat(afterAcknowledged("command 3", "reply/ann", 1, 5)).containsOnlyKeys(Kind.NOT_KEPT);
    }

    @Test
    void a_position_that_another_commands_event_has_is_noticed() {
        assertThat(afterAcknowledged("command 9", "reply/ann", 1, 3)).containsOnlyKeys(Kind.NOT_KEPT);
    }

    @Test
    void a_command_that_was_done_twice_is_noticed() {
        log.add(new Logged(7, 107, "ann", "reply/ann", 3, "command 3", false));
        assertThat(afterAcknowledged("command 3", "reply/ann", 1, 3)).containsOnlyKeys(Kind.DONE_TWICE);
    }

    @Test
    void a_gap_between_positions_is_noticed() {
        log.add(event(8, "ann", "reply/ann", 3));
        assertThat(afterOrder()).containsOnlyKeys(Kind.GAP);
    }

    @Test
    void a_gap_between_versions_is_noticed() {
        log.add(event(7, "ann", "reply/ann", 4));
        assertThat(afterOrder()).containsOnlyKeys(Kind.GAP);
    }

    @Test
    void what_the_read_model_did_not_have_yet_is_noticed() {
        new Check(log, findings).gone(List.of(new Peeks.Gone("reply/ann", 2, "client")));
        assertThat(findings.counts()).containsOnlyKeys(Kind.AHEAD);
    }

    @Test
    void what_the_read_model_did_not_have_any_more_is_passed() {
        log.add(new Logged(7, 107, "ann", "reply/ann", 3, "command 7", true));
        new Check(log, findings).gone(List.of(new Peeks.Gone("reply/ann", 2, "client")));
        assertThat(findings.counts()).isEmpty();
    }
}
