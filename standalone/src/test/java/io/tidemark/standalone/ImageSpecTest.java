package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** POST /api/products/{businessId}/{productId}/image and GET /api/images/{productId}/{name} */
@ExtendWith(SharedTidemark.class)
class ImageSpecTest {

    private static final int MAX_BYTES = 5 * 1024 * 1024;

    private final RunningTidemark tidemark;
    private final Shop shop;
    private final Caller ann;

    ImageSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        shop = Shop.of(tidemark, "Quay");
        ann = shop.owner();
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                arguments(Picture.png(7), "png", "image/png"),
                arguments(Picture.jpeg(7), "jpg", "image/jpeg"),
                arguments(Picture.webp(), "webp", "image/webp"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void is_kept_and_shown(byte[] picture, String extension, String type) {
        var shown = shop.upload(Multipart.none().file("image", "x.exe", "text/html", picture))
                .is(200);
        var path = shown.text("imageUrl");
        assertThat(path)
                .matches("/api/images/%s/[0-9a-f]{64}\\.%s"
                        .formatted(shop.product().text("id"), extension));
        assertThat(ann.getAfter(shown, shop.path()).is(200).json()).isEqualTo(shown.json());
        assertThat(ann.eventsUpTo(shown))
                .last()
                .satisfies(event -> assertThat(event.get("data"))
                        .hasToString("{\"id\":\"%s\",\"imageUrl\":\"%s\"}"
                                .formatted(shop.product().text("id"), path)));
        var image = bytes(ann, path);
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.body()).isEqualTo(picture);
        assertThat(image.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(image.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(image.headers().allValues("Cache-Control")).containsExactly("private, max-age=31536000, immutable");
        assertThat(bytes(Shop.workflow(tidemark), path).body()).isEqualTo(picture);
        tidemark.newUser().get(path).isProblem(404, "not-found");
        tidemark.anybody().get(path).isProblem(401, "unauthenticated");
    }

    @Test
    void same_content_is_the_same_image() {
        var first = shop.upload(Multipart.image(Picture.png(1))).is(200);
        var again = shop.upload(Multipart.image(Picture.png(1))).is(200);
        assertThat(again.json()).isEqualTo(first.json());
        var other = shop.upload(Multipart.image(Picture.png(2))).is(200);
        assertThat(other.text("imageUrl")).isNotEqualTo(first.text("imageUrl"));
        assertThat(ann.eventsUpTo(other)).hasSize(4);
        assertThat(bytes(ann, first.text("imageUrl")).body()).isEqualTo(Picture.png(1));
    }

    @Test
    void one_key_stands_for_one_content() {
        var first = shop.upload(Multipart.image(Picture.png(1)), "Idempotency-Key", "k")
                .is(200);
        shop.patch("{\"imageUrl\":null}").is(200);
        var again = shop.upload(Multipart.image(Picture.png(1)), "Idempotency-Key", "k")
                .is(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.cursor()).isEqualTo(first.cursor());
        shop.upload(Multipart.image(Picture.png(2)), "Idempotency-Key", "k").isProblem(422, "idempotency-key.reused");
    }

    @Test
    void one_key_is_answered_the_same_when_the_product_is_gone() {
        var first = shop.upload(Multipart.image(Picture.png(1)), "Idempotency-Key", "k")
                .is(200);
        ann.delete(shop.path()).is(204);
        assertThat(shop.upload(Multipart.image(Picture.png(1)), "Idempotency-Key", "k")
                        .is(200)
                        .json())
                .isEqualTo(first.json());
        shop.upload(Multipart.image(Picture.png(1))).isProblem(404, "not-found");
        ann.get(first.text("imageUrl")).isProblem(404, "not-found");
    }

    @Test
    void version_may_be_named() {
        shop.upload(Multipart.image(Picture.png(1)), "If-Match", "\"1\"").isProblem(412, "stale-version");
        shop.upload(Multipart.image(Picture.png(1)), "If-Match", "\"0\"").is(200);
    }

    @Test
    void earlier_image_may_be_named_in_a_patch_but_only_of_the_same_product() {
        var first = shop.upload(Multipart.image(Picture.png(1))).is(200).text("imageUrl");
        shop.patch("{\"imageUrl\":\"https://example.com/a.png\"}").is(200);
        assertThat(shop.patch("{\"imageUrl\":\"%s\"}".formatted(first)).is(200).text("imageUrl"))
                .isEqualTo(first);
        var other = ann.post(shop.products(), "{\"name\":\"Line\"}").is(201);
        ann.patch(other.location(), "{\"imageUrl\":\"%s\"}".formatted(first)).isProblem(400, "product.image-url");
        ann.post(shop.products(), "{\"name\":\"a\",\"imageUrl\":\"%s\"}".formatted(first))
                .isProblem(400, "product.image-url");
        shop.patch("{\"imageUrl\":\"%s\"}".formatted(first.replaceAll("[0-9a-f]{64}", "0".repeat(64))))
                .isProblem(400, "product.image-url");
    }

    static Stream<byte[]> disguises() {
        return Stream.of(
                new byte[0],
                "hello".getBytes(StandardCharsets.UTF_8),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                "GIF89a, they say, and go on and on".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(Picture.png(1), 20),
                Arrays.copyOf(Picture.jpeg(1), 10),
                Arrays.copyOf(Picture.webp(), 30));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void a_file_that_only_claims_to_be_an_image_is_refused(byte[] content) {
        shop.upload(Multipart.none().file("image", "a.png", "image/png", content))
                .isProblem(415, "product.image-type");
        assertThat(ann.getAfter(shop.product(), shop.path()).is(200).json())
                .isEqualTo(shop.product().json());
    }

    @Test
    void image_of_too_many_pixels_is_refused_however_few_bytes_it_has() {
        shop.upload(Multipart.image(Picture.pngOfSize(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isProblem(400, "product.image-pixels");
        shop.upload(Multipart.image(Picture.pngOfSize(8_000, 5_001))).isProblem(400, "product.image-pixels");
        assertThat(ann.getAfter(shop.product(), shop.path()).is(200).json())
                .isEqualTo(shop.product().json());
        shop.upload(Multipart.image(Picture.pngOfSize(8_000, 5_000))).is(200);
    }

    @Test
    void fill_bytes_before_the_markers_of_a_jpeg_are_allowed() {
        var jpeg = Picture.withFillBytes(Picture.jpeg(3));
        assertThat(shop.upload(Multipart.image(jpeg)).is(200).text("imageUrl")).endsWith(".jpg");
    }

    @Test
    void five_mebibytes_are_taken_and_not_one_byte_more() {
        shop.upload(Multipart.image(Picture.pngOf(MAX_BYTES))).is(200);
        shop.upload(Multipart.image(Picture.pngOf(MAX_BYTES + 1))).isProblem(413, "body.too-large");
        shop.upload(Multipart.image(Picture.pngOf(3 * MAX_BYTES))).isProblem(413, "body.too-large");
    }

    static Stream<Multipart> bodies() {
        var png = Picture.png(1);
        return Stream.of(
                Multipart.none().field("image", "a.png"),
                Multipart.none().file("picture", "a.png", "image/png", png),
                Multipart.image(png).field("name", "Line"),
                Multipart.none().field("name", "Line").file("image", "a.png", "image/png", png),
                Multipart.image(png).file("image", "b.png", "image/png", png));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void body_that_is_not_one_image_is_refused(Multipart body) {
        shop.upload(body).isProblem(400, "image.part");
        assertThat(ann.getAfter(shop.product(), shop.path()).is(200).json())
                .isEqualTo(shop.product().json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"image\"; filename=\"x\"\r\nContent-Type: png",
                "Content-Disposition: form-data; name=\"image\"; filename=\"x\"\r\nContent-Type: image/png; charset=foo",
                "Content-Disposition: form-data; name=\"image\"; filename=\"=?foo?Q?=41?=\"",
                "Content-Disposition: form-data; name=\"image\"; filename*=UTF-8''%",
                "Content-Disposition: form-data; name=\"image\"; filename*=UTF-16''%41",
                "Content-Disposition: ;;;="
            })
    void headers_of_a_part_that_are_none_are_refused(String headers) {
        shop.upload(Multipart.none().with(headers, Picture.png(1))).isProblem(400, "image.part");
    }

    @Test
    void body_that_is_no_multipart_is_refused() {
        ann.post(shop.path() + "/image", "{}").isProblem(415, "unsupported-media-type");
        ann.post(shop.path() + "/image", "x", "Content-Type", "image/png").isProblem(415, "unsupported-media-type");
        Multipart.none().sentBy(ann, shop.path() + "/image").is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"\""})
    void multipart_that_is_none_is_refused(String type) {
        ann.post(shop.path() + "/image", "--y\r\n\r\nnothing", "Content-Type", type)
                .isProblem(400, "request.invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2ftidemark.lock",
                "%2e%2e%2f%2e%2e%2fpom.xml",
                "..%5cpom.xml",
                "x.png",
                "%00.png",
                "0000000000000000000000000000000000000000000000000000000000000000.png",
                "0000000000000000000000000000000000000000000000000000000000000000.gif"
            })
    void name_that_leads_elsewhere_finds_nothing(String name) {
        var image = "/api/images/" + shop.product().text("id") + "/";
        assertThat(ann.send("GET", image + name, BodyPublishers.noBody()).status())
                .isIn(400, 404);
        assertThat(ann.send("GET", "/api/images/" + name + "/" + name, BodyPublishers.noBody())
                        .status())
                .isIn(400, 404);
    }

    private static HttpResponse<byte[]> bytes(Caller caller, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(caller.request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
