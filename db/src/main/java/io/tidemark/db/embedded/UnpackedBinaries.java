package io.tidemark.db.embedded;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's binaries. They are unpacked beside their directory and then renamed, so they are complete or missing. Only
 * those are used that no other account of the machine could have changed.
 *
 * @param directory has one directory per archive, named by its digest
 * @param archives the archive for this system
 */
record UnpackedBinaries(Path directory, PgBinaryResolver archives) {

    /** A directory with this file is complete. */
    private static final String COMPLETE = ".exists";

    private static final String EXECUTABLES = "bin/";

    /** The directory with the binaries for this machine. */
    Path home() throws IOException {
        return home(system(), machine());
    }

    Path home(String system, String machine) throws IOException {
        byte[] archive;
        try (var found = archives.getPgBinary(system, machine)) {
            if (found == null) {
                throw new IOException("there is no PostgreSQL for %s on %s".formatted(system, machine));
            }
            archive = found.readAllBytes();
        }
        PrivateFiles.requireUnchangedByOthers(directory);
        var home = directory.toRealPath().resolve("PG-" + digest(archive));
        if (!isComplete(home)) {
            unpack(archive, home);
        }
        return home;
    }

    /** Nobody else gets into a private directory, so what is below it needs no look. */
    private static boolean isComplete(Path home) throws IOException {
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        PrivateFiles.requireUnchangedByOthers(home);
        return PrivateFiles.isPrivate(home) && Files.exists(home.resolve(COMPLETE));
    }

    /** As the archives are named. */
    private static String system() {
        var name = System.getProperty("os.name");
        return Stream.of("Linux", "Windows")
                .filter(name::startsWith)
                .findFirst()
                .orElse("Darwin");
    }

    private static String machine() {
        var name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(archive));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void unpack(byte[] archive, Path home) throws IOException {
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

    /** An incomplete directory, or one that others can look into, was left by a release that unpacked in place. */
    private static void putInPlace(Path unfinished, Path home) throws IOException {
        FileSystemUtils.deleteRecursively(home);
        Files.move(unfinished, home);
    }
}
