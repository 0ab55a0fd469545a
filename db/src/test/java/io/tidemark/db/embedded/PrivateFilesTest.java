package io.tidemark.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which directories are used, corrected or refused, on a file system with modes. */
class PrivateFilesTest {

    @TempDir
    private Path parent;

    @Test
    void a_new_directory_is_the_owner_s_alone() throws IOException {
        PrivateFiles.makePrivate(parent.resolve("a/b"));
        assertThat(modes(parent.resolve("a/b"))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxrwx", "rwx--x---"})
    void what_others_could_open_they_no_longer_can(String modes) throws IOException {
        var directory = directory(modes);
        PrivateFiles.makePrivate(directory);
        assertThat(modes(directory)).isEqualTo("rwx------");
    }

    @Test
    void a_link_to_a_data_directory_is_followed() throws IOException {
        var directory = directory("rwxr-xr-x");
        PrivateFiles.makePrivate(Files.createSymbolicLink(parent.resolve("link"), directory));
        assertThat(modes(directory)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void programs_that_others_could_replace_are_refused(String modes) throws IOException {
        var directory = directory(modes);
        assertThatThrownBy(() -> PrivateFiles.requireUnchangedByOthers(directory))
                .isInstanceOf(UnsafeDirectoryException.class)
                .hasMessage(directory + " can be written to by other accounts of the machine");
    }

    @Test
    void programs_behind_a_link_are_refused() throws IOException {
        var link = Files.createSymbolicLink(parent.resolve("link"), directory("rwx------"));
        assertThatThrownBy(() -> PrivateFiles.requireUnchangedByOthers(link))
                .isInstanceOf(UnsafeDirectoryException.class)
                .hasMessage(link + " is a symbolic link");
    }

    @Test
    @EnabledIf("isRoot")
    void a_directory_of_another_account_is_refused() throws IOException {
        var directory = directory("rwx------");
        var nobody = parent.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(directory, nobody);
        assertThatThrownBy(() -> PrivateFiles.makePrivate(directory))
                .isInstanceOf(UnsafeDirectoryException.class)
                .hasMessage(directory + " belongs to another account, nobody");
        assertThatThrownBy(() -> PrivateFiles.requireUnchangedByOthers(directory))
                .isInstanceOf(UnsafeDirectoryException.class);
        assertThat(directory).isEmptyDirectory();
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Test
    void a_file_is_the_owner_s_alone() throws IOException {
        var file = parent.resolve("file");
        PrivateFiles.write(file, "old");
        PrivateFiles.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(modes(file)).isEqualTo("rw-------");
    }

    private Path directory(String modes) throws IOException {
        var directory = Files.createDirectory(parent.resolve("directory"));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(modes));
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
