package io.tidemark.db.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and directories that only the account of this process can open. On a file system without POSIX modes only the
 * owner is checked: who can open them is then decided by what the directory inherits.
 */
final class PrivateFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private PrivateFiles() {}

    /** Creates the directory, or takes the rights of all others on it away. A directory of another owner is refused. */
    static void makePrivate(Path wanted) throws IOException {
        create(wanted);
        var directory = wanted.toRealPath();
        requireOwner(directory);
        if (!hasModes(directory)) {
            LOG.warn("The file system of {} has no modes: make sure that no other account can open it", directory);
        } else if (!isPrivate(directory)) {
            LOG.warn("Other accounts of the machine could open {}; from now on only its owner can", directory);
            Files.setPosixFilePermissions(directory, DIRECTORY);
            requirePrivate(directory);
        }
    }

    /** Creates the directory, if there is none, and refuses one with content that others could have changed. */
    static void requireUnchangedByOthers(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory)) {
            throw new UnsafeDirectoryException(directory, "is a symbolic link");
        }
        create(directory);
        requireOwner(directory);
        if (hasModes(directory) && modes(directory).removeAll(WRITABLE_BY_OTHERS)) {
            throw new UnsafeDirectoryException(directory, "can be written to by other accounts of the machine");
        }
    }

    private static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(directory, attributes(directory, DIRECTORY));
    }

    /** The owner of what this process creates is the account under which it runs. */
    private static void requireOwner(Path directory) throws IOException {
        var probe = Files.createTempFile(directory, "owner-", "");
        try {
            var owner = Files.getOwner(directory);
            if (!owner.equals(Files.getOwner(probe))) {
                throw new UnsafeDirectoryException(directory, "belongs to another account, " + owner.getName());
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static void requirePrivate(Path directory) throws IOException {
        if (!isPrivate(directory)) {
            throw new UnsafeDirectoryException(
                    directory, "can be opened by other accounts of the machine, and its file system keeps that so");
        }
    }

    /** Whether nobody but the owner has any right, as far as the file system tells. */
    static boolean isPrivate(Path path) throws IOException {
        return !hasModes(path) || !modes(path).removeAll(OF_OTHERS);
    }

    private static Set<PosixFilePermission> modes(Path path) throws IOException {
        var modes = EnumSet.noneOf(PosixFilePermission.class);
        modes.addAll(Files.getPosixFilePermissions(path, NOFOLLOW_LINKS));
        return modes;
    }

    /** Replaces a file as a whole: after a crash it has either its old content or the new one. */
    static void write(Path file, String content) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(unfinished, Set.of(CREATE_NEW, WRITE), attributes(unfinished, FILE))) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(unfinished, file, ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> modes) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(modes)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
