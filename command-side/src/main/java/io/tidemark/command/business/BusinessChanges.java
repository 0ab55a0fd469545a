package io.tidemark.command.business;

import static io.tidemark.edge.json.MergePatch.changed;

import io.tidemark.edge.json.MergePatch;
import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.business.BusinessUpdated;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a patch asks of a business; null leaves a field as it is. */
record BusinessChanges(
        @Nullable BusinessName name, @Nullable BusinessDescription description, boolean clearsDescription) {

    /** A patch as it comes off the wire. */
    record Patch(@Nullable String name, @Nullable String description) {}

    static BusinessChanges parse(MergePatch<Patch> patch) {
        var fields = patch.fields();
        if (patch.cleared().contains("name")) {
            throw Refused.invalid("business.required", "name must not be null");
        }
        return new BusinessChanges(
                fields.name() == null ? null : new BusinessName(fields.name()),
                fields.description() == null ? null : new BusinessDescription(fields.description()),
                patch.cleared().contains("description"));
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<BusinessUpdated> against(BusinessState state) {
        var cleared = clearsDescription && state.description() != null ? List.of("description") : List.<String>of();
        var event = new BusinessUpdated(
                state.id(),
                state.owner(),
                changed(name == null ? null : name.value(), state.name()),
                changed(description == null ? null : description.value(), state.description()),
                cleared);
        return event.equals(nothing(state)) ? Optional.empty() : Optional.of(event);
    }

    private static BusinessUpdated nothing(BusinessState state) {
        return new BusinessUpdated(state.id(), state.owner(), null, null, List.of());
    }
}
