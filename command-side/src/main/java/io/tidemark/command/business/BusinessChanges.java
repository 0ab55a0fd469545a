package io.tidemark.command.business;

import io.tidemark.edge.refusal.Refused;
import io.tidemark.events.Change;
import io.tidemark.events.business.BusinessUpdated;
import java.util.Optional;

/** What a patch asks of a business. */
record BusinessChanges(Change<BusinessName> name, Change<BusinessDescription> description) {

    /** A patch as it comes off the wire. */
    record Patch(Change<String> name, Change<String> description) {}

    static BusinessChanges parse(Patch patch) {
        if (patch.name().isCleared()) {
            throw Refused.invalid("business.required", "name must not be null");
        }
        return new BusinessChanges(
                patch.name().map(BusinessName::new), patch.description().map(BusinessDescription::new));
    }

    /** The event that says what is different from the state; empty if nothing is. */
    Optional<BusinessUpdated> against(BusinessState state) {
        var event = new BusinessUpdated(
                state.id(),
                state.owner(),
                name.map(BusinessName::value).against(state.name()),
                description.map(BusinessDescription::value).against(state.description()));
        return Change.allAbsent(event.name(), event.description()) ? Optional.empty() : Optional.of(event);
    }
}
