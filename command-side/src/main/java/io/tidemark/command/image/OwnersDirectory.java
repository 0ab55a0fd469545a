package io.tidemark.command.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory into which only the account of this process can look, if it made it. One that is there stays as it is. */
final class OwnersDirectory {

    private static final String OWNER_ONLY = "rwx------";

    private OwnersDirectory() {}

    static void create(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } else {
            Files.createDirectories(directory);
        }
    }
}
