package io.tidemark.query.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyCreated;
import io.tidemark.events.reply.ReplyUpdated;
import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("postgres-versions")
class FeedWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SavedReply reply = SavedReply.of(user);

    @Test
    void an_entry_tells_all_about_its_event() {
        long first = node.append(reply.created());
        var update = reply.retitled("new");
        long second = node.append(update);
        node.catchUp();
        assertThat(row(second))
                .containsEntry("channel", "user:" + user)
                .containsEntry("position", second)
                .containsEntry("previous", first)
                .containsEntry("type", "reply:updated")
                .containsEntry("subject", reply.subject())
                .containsEntry("version", 1L)
                .containsEntry("event_id", UUID.fromString(update.getIdentifier()))
                .containsEntry(
                        "occurred_at", Timestamp.from(update.getTimestamp().truncatedTo(ChronoUnit.MICROS)))
                .containsEntry("actor", user)
                .containsEntry("command_id", "command-1")
                .containsEntry("stale", false);
    }

    @Test
    void the_first_entry_of_a_channel_has_none_before_it() {
        long position = node.append(reply.created());
        node.catchUp();
        assertThat(row(position)).containsEntry("previous", 0L);
    }

    @Test
    void a_creation_carries_the_whole_thing_but_its_owner() {
        var data = dataOf(node.append(reply.created("Hello", "Text")));
        assertThat(data).isEqualTo(JSON.readTree("""
                {"id": "%s", "title": "Hello", "content": "Text", "category": "category", "tags": ["a", "b"]}
                """.formatted(reply.id())));
    }

    @Test
    void a_field_without_a_value_is_left_out_of_a_creation() {
        var created = new ReplyCreated(reply.id(), user, "Hello", "Text", null, List.of());
        assertThat(dataOf(node.append(reply.recorded(created)))).isEqualTo(JSON.readTree("""
                {"id": "%s", "title": "Hello", "content": "Text", "tags": []}
                """.formatted(reply.id())));
    }

    @Test
    void an_update_carries_the_changed_fields() {
        node.append(reply.created());
        assertThat(dataOf(node.append(reply.retitled("new"))))
                .isEqualTo(JSON.readTree("{\"id\": \"%s\", \"title\": \"new\"}".formatted(reply.id())));
    }

    @Test
    void fields_that_an_update_cleared_are_null() {
        node.append(reply.created());
        var update = new ReplyUpdated(
                reply.id(), user, Change.absent(), Change.to("new"), Change.cleared(), Change.to(List.of("c")));
        assertThat(dataOf(node.append(reply.recorded(update)))).isEqualTo(JSON.readTree("""
                {"id": "%s", "content": "new", "category": null, "tags": ["c"]}
                """.formatted(reply.id())));
    }

    @Test
    void a_deletion_carries_the_id() {
        node.append(reply.created());
        assertThat(dataOf(node.append(reply.deleted())))
                .isEqualTo(JSON.readTree("{\"id\": \"%s\"}".formatted(reply.id())));
    }

    @Test
    void each_user_has_a_chain_of_its_own() {
        var other = QueryNode.newUser();
        long ours = node.append(reply.created());
        long theirs = node.append(SavedReply.of(other).created());
        long last = node.append(SavedReply.of(other).created(), reply.retitled("new"), reply.retitled("newer"));
        node.catchUp();
        assertThat(row(last - 2)).containsEntry("channel", "user:" + other).containsEntry("previous", theirs);
        assertThat(row(last - 1)).containsEntry("channel", "user:" + user).containsEntry("previous", ours);
        assertThat(row(last)).containsEntry("channel", "user:" + user).containsEntry("previous", last - 1);
    }

    private JsonNode dataOf(long position) {
        node.catchUp();
        return JSON.readTree(String.valueOf(row(position).get("data")));
    }

    private Map<String, Object> row(long position) {
        return node.jdbc()
                .sql("SELECT * FROM feed WHERE position = ?")
                .params(position)
                .query()
                .singleRow();
    }
}
