package io.tidemark.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A snapshot whose cursor is not of its rows. */
class HoldingsTest {

    private static final Holdings BEFORE = snapshot("""
            {"id":"a","title":"one","content":"Hello","category":"x","version":3,"updatedAt":"then"}""");
    private static final Holdings AFTER = snapshot("""
            {"id":"a","title":"two","content":"Hello","version":4,"updatedAt":"now"}""");

    private static final Holdings.Change UPDATED =
            change("reply:updated", "a", 4, "{\"id\":\"a\",\"title\":\"two\",\"category\":null}");
    private static final Holdings.Change CREATED =
            change("reply:created", "b", 0, "{\"id\":\"b\",\"title\":\"three\"}");
    private static final Holdings.Change DELETED = change("reply:deleted", "b", 1, "{\"id\":\"b\"}");

    private static Holdings snapshot(String replies) {
        return Holdings.of(JsonMapper.shared().readTree("""
                {"cursor":"x.1","businesses":[],"products":[],"replies":[%s],"sessions":[{"id":"s","version":1,"status":"open"}]}
                """.formatted(replies)));
    }

    private static Holdings.Change change(String type, String id, long version, String data) {
        return new Holdings.Change(
                type, "reply/" + id, version, JsonMapper.shared().readTree(data));
    }

    @Test
    void what_followed_leads_to_the_next_snapshot() {
        assertThat(BEFORE.after(List.of(UPDATED, CREATED, DELETED)).difference(AFTER))
                .isEmpty();
    }

    @Test
    void a_cursor_that_is_ahead_of_the_rows_is_noticed() {
        assertThat(BEFORE.after(List.of()).difference(AFTER)).contains("version=3", "version=4");
        assertThatIllegalArgumentException().isThrownBy(() -> BEFORE.after(List.of(DELETED)));
    }

    @Test
    void a_cursor_that_is_behind_the_rows_is_noticed() {
        assertThatIllegalArgumentException().isThrownBy(() -> AFTER.after(List.of(UPDATED)));
    }

    @Test
    void a_field_that_was_not_told_is_noticed() {
        var other = change("reply:updated", "a", 4, "{\"id\":\"a\",\"title\":\"two\"}");
        assertThat(BEFORE.after(List.of(other)).difference(AFTER)).contains("category");
    }

    @Test
    void a_thing_that_was_not_told_is_noticed() {
        assertThat(BEFORE.after(List.of(UPDATED, CREATED)).difference(AFTER)).contains("three");
    }
}
