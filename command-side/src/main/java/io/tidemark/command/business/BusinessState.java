package io.tidemark.command.business;

import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessEvent;
import io.tidemark.events.business.BusinessUpdated;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a business is after its events so far. */
record BusinessState(
        String id, String owner, String name, @Nullable String description, Instant createdAt, Instant updatedAt) {

    /** The state after one more event. */
    static BusinessState after(@Nullable BusinessState before, BusinessEvent event, Instant at) {
        if (event instanceof BusinessCreated created) {
            return new BusinessState(created.id(), created.owner(), created.name(), created.description(), at, at);
        }
        return Objects.requireNonNull(before, "the first event of a business must be BusinessCreated")
                .updated((BusinessUpdated) event, at);
    }

    private BusinessState updated(BusinessUpdated event, Instant at) {
        return new BusinessState(
                id, owner, event.name().orElse(name), event.description().applyTo(description), createdAt, at);
    }

    /** Whether this is what the command asks for. */
    boolean isWhatIsAskedBy(CreateBusiness command) {
        return owner.equals(command.owner())
                && name.equals(command.name().value())
                && Objects.equals(
                        description,
                        command.description() == null
                                ? null
                                : command.description().value());
    }
}
