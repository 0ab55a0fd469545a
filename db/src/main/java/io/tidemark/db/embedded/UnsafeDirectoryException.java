package io.tidemark.db.embedded;

import java.nio.file.Path;

/** Another account of the machine may have changed, or may read, what is in a directory. */
class UnsafeDirectoryException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeDirectoryException(Path directory, String reason) {
        super("%s %s".formatted(directory, reason));
    }
}
