package io.tidemark.command.business;

import io.tidemark.command.dispatch.CommandResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A business as commands answer it. */
record BusinessAnswer(
        String id, String name, @Nullable String description, long version, Instant createdAt, Instant updatedAt) {

    static BusinessAnswer to(CommandResult<BusinessState> result) {
        var business = result.value();
        return new BusinessAnswer(
                business.id(),
                business.name(),
                business.description(),
                result.version(),
                business.createdAt(),
                business.updatedAt());
    }
}
