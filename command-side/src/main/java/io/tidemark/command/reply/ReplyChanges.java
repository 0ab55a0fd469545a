package io.tidemark.command.reply;

import static io.tidemark.edge.json.MergePatch.changed;

import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.reply.ReplyUpdated;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a patch asks of a saved reply; null leaves a field as it is. */
record ReplyChanges(
        @Nullable ReplyTitle title,
        @Nullable ReplyContent content,
        @Nullable ReplyCategory category,
        @Nullable ReplyTags tags,
        boolean clearsCategory) {

    /** A patch as it comes off the wire. */
    record Patch(
            @Nullable String title,
            @Nullable String content,
            @Nullable String category,
            @Nullable List<@Nullable String> tags) {}

    static ReplyChanges parse(MergePatch<Patch> patch) {
        var fields = patch.fields();
        var cleared = patch.cleared();
        if (cleared.contains("title") || cleared.contains("content")) {
            throw Refused.invalid("reply.required", "title and content must not be null");
        }
        return new ReplyChanges(
                fields.title() == null ? null : new ReplyTitle(fields.title()),
                fields.content() == null ? null : new ReplyContent(fields.content()),
                fields.category() == null ? null : new ReplyCategory(fields.category()),
                fields.tags() == null && !cleared.contains("tags") ? null : ReplyTags.parse(fields.tags()),
                cleared.contains("category"));
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<ReplyUpdated> against(ReplyState state) {
        var cleared = clearsCategory && state.category() != null ? List.of("category") : List.<String>of();
        var event = new ReplyUpdated(
                state.id(),
                state.owner(),
                changed(title == null ? null : title.value(), state.title()),
                changed(content == null ? null : content.value(), state.content()),
                changed(category == null ? null : category.value(), state.category()),
                changed(tags == null ? null : tags.values(), state.tags()),
                cleared);
        return event.equals(nothing(state)) ? Optional.empty() : Optional.of(event);
    }

    private static ReplyUpdated nothing(ReplyState state) {
        return new ReplyUpdated(state.id(), state.owner(), null, null, null, null, List.of());
    }
}
