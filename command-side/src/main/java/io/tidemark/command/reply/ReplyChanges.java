package io.tidemark.command.reply;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.reply.ReplyUpdated;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a patch asks of a saved reply. */
record ReplyChanges(
        Change<ReplyTitle> title,
        Change<ReplyContent> content,
        Change<ReplyCategory> category,
        Change<ReplyTags> tags) {

    /** A patch as it comes off the wire. */
    record Patch(
            Change<String> title,
            Change<String> content,
            Change<String> category,
            Change<List<@Nullable String>> tags) {}

    static ReplyChanges parse(Patch patch) {
        if (patch.title().isCleared() || patch.content().isCleared()) {
            throw Refused.invalid("reply.required", "title and content must not be null");
        }
        return new ReplyChanges(
                patch.title().map(ReplyTitle::new),
                patch.content().map(ReplyContent::new),
                patch.category().map(ReplyCategory::new),
                tags(patch.tags()));
    }

    /** Cleared tags are no tags, which is a value. */
    private static Change<ReplyTags> tags(Change<List<@Nullable String>> given) {
        return given.isAbsent() ? Change.absent() : Change.to(ReplyTags.parse(given.value()));
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<ReplyUpdated> against(ReplyState state) {
        var event = new ReplyUpdated(
                state.id(),
                state.owner(),
                title.map(ReplyTitle::value).against(state.title()),
                content.map(ReplyContent::value).against(state.content()),
                category.map(ReplyCategory::value).against(state.category()),
                tags.map(ReplyTags::values).against(state.tags()));
        return Change.allAbsent(event.title(), event.content(), event.category(), event.tags())
                ? Optional.empty()
                : Optional.of(event);
    }
}
