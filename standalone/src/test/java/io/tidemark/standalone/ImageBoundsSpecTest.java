package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What keeps images within bounds, and what a process that died leaves behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageBoundsSpecTest {

    private final Path directory;
    private final RunningTidemark tidemark;
    private Shop shop;

    ImageBoundsSpecTest(@TempDir Path directory) {
        this.directory = directory;
        tidemark = RunningTidemark.start(
                TestDatabase.create(),
                "tidemark.images.directory=" + directory,
                "tidemark.images.max-bytes=1KB",
                "tidemark.images.max-per-product=2",
                "tuning.upload.max-uploads=2",
                "tuning.upload.max-uploads-per-user=1",
                "tuning.upload.upload-timeout=2s");
        shop = Shop.of(tidemark, "Quay");
    }

    @BeforeEach
    void every_test_has_a_shop_of_its_own() {
        shop = Shop.of(tidemark, "Quay");
    }

    @AfterAll
    void stop() {
        tidemark.close();
    }

    @Test
    void product_has_so_many_images_and_no_more() {
        shop.upload(Multipart.image(Picture.png(1))).is(200);
        var second = shop.upload(Multipart.image(Picture.png(2))).is(200);
        shop.upload(Multipart.image(Picture.png(3))).isProblem(409, "product.too-many-images");
        shop.upload(Multipart.image(Picture.png(1))).is(200);
        assertThat(files(shop.product().text("id"))).hasSize(2);
        assertThat(files("incoming")).isEmpty();
        assertThat(shop.owner().get(second.text("imageUrl")).status()).isEqualTo(200);
    }

    @Test
    void what_comes_too_late_leaves_no_file() {
        shop.upload(Multipart.image(Picture.png(1)), "If-Match", "\"7\"").isProblem(412, "stale-version");
        shop.owner().delete(shop.path()).is(204);
        shop.upload(Multipart.image(Picture.png(1))).isProblem(404, "not-found");
        assertThat(directory.resolve(shop.product().text("id"))).doesNotExist();
    }

    @Test
    void what_is_refused_leaves_no_file() {
        shop.upload(Multipart.image(Picture.pngOf(1025))).isProblem(413, "body.too-large");
        shop.upload(Multipart.image(new byte[10])).isProblem(415, "product.image-type");
        shop.upload(Multipart.none().file("other", "a", "image/png", Picture.png(1)))
                .isProblem(400, "image.part");
        assertThat(directory.resolve(shop.product().text("id"))).doesNotExist();
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void strangers_upload_leaves_no_file() {
        Multipart.image(Picture.png(1))
                .sentBy(tidemark.newUser(), shop.path() + "/image")
                .isProblem(404, "not-found");
        assertThat(directory.resolve(shop.product().text("id"))).doesNotExist();
    }

    @Test
    void image_without_its_event_is_found_when_it_is_sent_again() throws IOException {
        var before = Shop.of(tidemark, "Pier");
        var name = Path.of(
                        before.upload(Multipart.image(Picture.png(1))).is(200).text("imageUrl"))
                .getFileName()
                .toString();
        var folder = Files.createDirectory(directory.resolve(shop.product().text("id")));
        Files.write(folder.resolve(name), Picture.png(1));
        assertThat(shop.upload(Multipart.image(Picture.png(1))).is(200).text("imageUrl"))
                .endsWith("/" + name);
        assertThat(files(shop.product().text("id"))).containsExactly(name);
    }

    @Test
    void what_a_dead_process_left_of_uploads_goes_with_the_next_one() throws IOException {
        var incoming = Files.createDirectories(directory.resolve("incoming"));
        var old = Files.writeString(incoming.resolve(UUID.randomUUID().toString()), "half an ima");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(1, ChronoUnit.HOURS)));
        var young = Files.writeString(incoming.resolve(UUID.randomUUID().toString()), "somebody else's");
        shop.upload(Multipart.image(Picture.png(1))).is(200);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.delete(young);
    }

    @Test
    void upload_that_does_not_come_is_given_up_and_makes_room() throws IOException {
        try (var stalled = shop.beginUpload()) {
            await().until(() -> files("incoming").size() == 1);
            shop.upload(Multipart.image(Picture.png(1))).isProblem(503, "busy");
            Shop.of(tidemark, "Somebody else's")
                    .upload(Multipart.image(Picture.png(1)))
                    .is(200);
            var answer = new String(stalled.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 408");
        }
        await().until(() -> files("incoming").isEmpty());
        shop.upload(Multipart.image(Picture.png(1))).is(200);
    }

    @Test
    void client_that_hangs_up_leaves_no_file_and_makes_room() throws IOException {
        try (var stalled = shop.beginUpload()) {
            await().until(() -> files("incoming").size() == 1);
            assertThat(stalled.isConnected()).isTrue();
        }
        await().until(() -> files("incoming").isEmpty());
        await().until(() -> shop.upload(Multipart.image(Picture.png(1))).status() == 200);
    }

    private List<String> files(String folder) {
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
