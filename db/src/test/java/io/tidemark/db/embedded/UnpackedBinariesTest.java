package io.tidemark.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What a process finds that was killed while it unpacked, and what it unpacks. */
class UnpackedBinariesTest {

    @TempDir
    private Path directory;

    @Test
    void all_is_unpacked_and_programs_can_be_executed() throws IOException {
        unpack(archive("content"));
        var home = onlyHome();
        assertThat(home.resolve("bin/postgres")).hasContent("content").isExecutable();
        assertThat(home.resolve("lib/latest")).hasContent("content").isSymbolicLink();
        assertThat(home.resolve("share/empty")).isDirectory();
    }

    @Test
    void complete_binaries_are_used_as_they_are() throws IOException {
        unpack(archive("content"));
        Files.writeString(onlyHome().resolve("bin/postgres"), "as it was");
        unpack(archive("content"));
        assertThat(onlyHome().resolve("bin/postgres")).hasContent("as it was");
    }

    @Test
    void incomplete_binaries_are_unpacked_again() throws IOException {
        unpack(archive("content"));
        Files.writeString(onlyHome().resolve("bin/postgres"), "cont");
        Files.delete(onlyHome().resolve(".exists"));
        unpack(archive("content"));
        assertThat(onlyHome().resolve("bin/postgres")).hasContent("content");
    }

    @Test
    void an_archive_that_breaks_off_leaves_nothing() throws IOException {
        var archive = archive("content");
        var brokenOff = Arrays.copyOf(archive, archive.length / 2);
        assertThatThrownBy(() -> unpack(brokenOff)).isInstanceOf(IOException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void another_release_is_unpacked_beside_it() throws IOException {
        unpack(archive("content"));
        unpack(archive("newer"));
        assertThat(homes()).hasSize(2);
    }

    private void unpack(byte[] archive) throws IOException {
        var binaries = new UnpackedBinaries(directory, (system, machine) -> new ByteArrayInputStream(archive));
        assertThat(binaries.home("linux", "x86_64")).isDirectory();
    }

    private Path onlyHome() throws IOException {
        assertThat(homes()).hasSize(1);
        return homes().get(0);
    }

    private List<Path> homes() throws IOException {
        try (var found = Files.list(directory)) {
            return found.toList();
        }
    }

    private static byte[] archive(String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var archive = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            add(archive, new TarArchiveEntry("./bin/postgres"), content);
            var link = new TarArchiveEntry("./lib/latest", TarConstants.LF_SYMLINK);
            link.setLinkName("../bin/postgres");
            add(archive, link, "");
            add(archive, new TarArchiveEntry("./share/empty/"), "");
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream archive, TarArchiveEntry entry, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        entry.setModTime(0); // Otherwise the same content is another archive a second later.
        archive.putArchiveEntry(entry);
        archive.write(bytes);
        archive.closeArchiveEntry();
    }
}
