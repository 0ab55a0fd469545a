package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * Puts PostgreSQL's binaries where the library looks for them. They are unpacked beside that directory and then
 * renamed, so they are complete or missing. The library alone would use incomplete files of a killed process.
 *
 * @param directory has one directory per archive, named by its digest
 * @param archives the archive for this system
 */
record UnpackedBinaries(Path directory, PgBinaryResolver archives) implements PgBinaryResolver {

    /** The library considers a directory with this file complete. */
    private static final String COMPLETE = ".exists";

    private static final String EXECUTABLES = "bin/";

    UnpackedBinaries(Path directory) {
        this(directory, DefaultPostgresBinaryResolver.INSTANCE);
    }

    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        byte[] archive;
        try (var found = archives.getPgBinary(system, machine)) {
            if (found == null) {
                throw new IOException("there is no PostgreSQL for %s on %s".formatted(system, machine));
            }
            archive = found.readAllBytes();
        }
        var home = directory.resolve("PG-" + digest(archive));
        if (!Files.exists(home.resolve(COMPLETE))) {
            unpack(archive, home);
        }
        return new ByteArrayInputStream(archive);
    }

    /** The directory name that the library uses. */
    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(archive));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void unpack(byte[] archive, Path home) throws IOException {
        Files.createDirectories(directory);
        var unfinished = Files.createTempDirectory(directory, "unpacking-");
        try (var entries = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                write(entry, entries, unfinished);
            }
            Files.createFile(unfinished.resolve(COMPLETE));
            putInPlace(unfinished, home);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        var target = root.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if (root.relativize(target).startsWith(EXECUTABLES)) {
            target.toFile().setExecutable(true, false);
        }
    }

    /** An incomplete directory was left by a release that unpacked in place. */
    private static void putInPlace(Path unfinished, Path home) throws IOException {
        FileSystemUtils.deleteRecursively(home);
        Files.move(unfinished, home);
    }
}
