package io.tidemark.command;

import io.tidemark.command.dispatch.ExpectedVersion;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code If-Match} asks for in tests: one version, or any. */
public final class Expected {

    private Expected() {}

    public static @Nullable ExpectedVersion version(@Nullable Long version) {
        return version == null ? null : new ExpectedVersion(new TreeSet<>(Set.of(version)));
    }
}
