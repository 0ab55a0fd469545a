package io.tidemark.query.reply;

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
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class ReplyProjectionTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();
    private final SavedReply reply = SavedReply.of(user);

    @Test
    void a_creation_makes_a_row() {
        var created = reply.created("Hello", "Text");
        long position = node.append(created);
        assertThat(row())
                .containsEntry("id", UUID.fromString(reply.id()))
                .containsEntry("owner", user)
                .containsEntry("title", "Hello")
                .containsEntry("content", "Text")
                .containsEntry("category", "category")
                .containsEntry("tags_as_json", "[\"a\",\"b\"]")
                .containsEntry("version", 0L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(created))
                .containsEntry("updated_at", timeOf(created));
    }

    @Test
    void an_update_changes_the_fields_that_it_names_and_no_other() {
        var created = reply.created("Hello", "Text");
        var updated = reply.retitled("Bye");
        long position = node.append(created, updated);
        assertThat(row())
                .containsEntry("title", "Bye")
                .containsEntry("content", "Text")
                .containsEntry("category", "category")
                .containsEntry("tags_as_json", "[\"a\",\"b\"]")
                .containsEntry("version", 1L)
                .containsEntry("position", position)
                .containsEntry("created_at", timeOf(created))
                .containsEntry("updated_at", timeOf(updated));
    }

    @Test
    void an_update_may_change_everything_at_once() {
        var all = new ReplyUpdated(
                reply.id(),
                user,
                Change.to("T"),
                Change.to("C"),
                Change.to("new"),
                Change.to(List.of("x,y", "\"z\"", "{}", "\\", "null")));
        node.append(reply.created(), reply.recorded(all));
        assertThat(row())
                .containsEntry("title", "T")
                .containsEntry("content", "C")
                .containsEntry("category", "new")
                .containsEntry("tags_as_json", "[\"x,y\",\"\\\"z\\\"\",\"{}\",\"\\\\\",\"null\"]");
    }

    @Test
    void a_cleared_category_is_gone() {
        node.append(reply.created(), reply.uncategorised());
        assertThat(row()).containsEntry("category", null).containsEntry("title", "title");
    }

    @Test
    void a_reply_needs_no_category_and_no_tags() {
        node.append(reply.recorded(new ReplyCreated(reply.id(), user, "T", "C", null, List.of())));
        assertThat(row()).containsEntry("category", null).containsEntry("tags_as_json", "[]");
    }

    @Test
    void a_deletion_removes_the_row() {
        node.append(reply.created());
        node.catchUp();
        node.append(reply.deleted());
        assertThat(rows()).isEmpty();
    }

    private Map<String, Object> row() {
        return rows().get(0);
    }

    private List<Map<String, Object>> rows() {
        node.catchUp();
        return node.jdbc()
                .sql("SELECT *, array_to_json(tags)::text AS tags_as_json FROM reply_view WHERE id = ?::uuid")
                .params(reply.id())
                .query()
                .listOfRows();
    }

    private static Timestamp timeOf(EventMessage<?> event) {
        return Timestamp.from(event.getTimestamp().truncatedTo(ChronoUnit.MICROS));
    }
}
