package io.tidemark.command.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ImageFilesTest {

    private static final UUID ROPE = new UUID(0, 1);
    private static final UUID LINE = new UUID(0, 2);

    @TempDir
    private Path directory;

    @Test
    void what_is_kept_is_found() throws IOException {
        files(2).keep(name(ROPE, 1), incoming("content"));
        var found = files(2).find(name(ROPE, 1)).orElseThrow();
        assertThat(found.getContentAsByteArray()).asString().isEqualTo("content");
        assertThat(directory.resolve(ROPE + "/" + name(ROPE, 1).sha256() + ".png"))
                .hasContent("content");
        assertThat(files(2).find(name(LINE, 1))).isEmpty();
        assertThat(files(2).find(name(ROPE, 2))).isEmpty();
    }

    @Test
    void other_accounts_cannot_look_into_the_directories() throws IOException {
        files(1).keep(name(ROPE, 1), incoming("content"));
        assertThat(Files.getPosixFilePermissions(directory.resolve(ROPE.toString())))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keeping_it_again_changes_nothing() throws IOException {
        files(1).keep(name(ROPE, 1), incoming("content"));
        files(1).keep(name(ROPE, 1), incoming("content"));
        assertThat(files(1).find(name(ROPE, 1))).isPresent();
    }

    @Test
    void one_more_than_there_is_room_for_is_refused() throws IOException {
        files(1).keep(name(ROPE, 1), incoming("a"));
        var second = incoming("b");
        assertThatThrownBy(() -> files(1).keep(name(ROPE, 2), second))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("product.too-many-images"));
        assertThat(files(1).find(name(ROPE, 2))).isEmpty();
        files(1).keep(name(LINE, 2), second);
    }

    @RepeatedTest(20)
    void of_many_at_once_no_more_are_kept_than_there_is_room_for() throws InterruptedException {
        var images = files(1);
        var start = new CountDownLatch(1);
        var uploads = IntStream.range(0, 16)
                .mapToObj(each -> new Thread(keeping(images, name(ROPE, each), incoming("content"), start)))
                .toList();
        uploads.forEach(Thread::start);
        start.countDown();
        for (var upload : uploads) {
            upload.join();
        }
        assertThat(directory.resolve(ROPE.toString()).toFile().list()).hasSize(1);
    }

    private static Runnable keeping(ImageFiles images, ImageName name, Path file, CountDownLatch start) {
        return () -> {
            try {
                start.await();
                images.keep(name, file);
            } catch (Refused full) {
                assertThat(full.kind()).isEqualTo(Refused.Kind.CONFLICT);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private ImageFiles files(int maxPerProduct) {
        return new ImageFiles(new ImageProperties(directory, DataSize.ofMegabytes(5), maxPerProduct));
    }

    private Path incoming(String content) {
        try {
            return Files.writeString(directory.resolve(UUID.randomUUID().toString()), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ImageName name(UUID product, int number) {
        return new ImageName(product, String.format(Locale.ROOT, "%064x", number), ImageType.PNG);
    }
}
