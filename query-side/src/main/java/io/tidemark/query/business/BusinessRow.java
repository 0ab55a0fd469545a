package io.tidemark.query.business;

import io.tidemark.events.business.BusinessCreated;
import io.tidemark.events.business.BusinessUpdated;
import io.tidemark.query.projection.RecordedEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code business_view} holds of one business, as the projection folds it. */
record BusinessRow(
        UUID id,
        String owner,
        String name,
        @Nullable String description,
        long version,
        long createdPosition,
        long position,
        Instant createdAt,
        Instant updatedAt) {

    static BusinessRow of(BusinessCreated event, RecordedEvent<?> recorded) {
        return new BusinessRow(
                UUID.fromString(event.id()),
                event.owner(),
                event.name(),
                event.description(),
                recorded.version(),
                recorded.position(),
                recorded.position(),
                recorded.at(),
                recorded.at());
    }

    BusinessRow with(BusinessUpdated event, RecordedEvent<?> recorded) {
        return new BusinessRow(
                id,
                owner,
                event.name().orElse(name),
                event.description().applyTo(description),
                recorded.version(),
                createdPosition,
                recorded.position(),
                createdAt,
                recorded.at());
    }
}
