package io.tidemark.command.image;

import static io.tidemark.command.image.Pictures.joined;
import static io.tidemark.command.image.Pictures.jpeg;
import static io.tidemark.command.image.Pictures.png;
import static io.tidemark.command.image.Pictures.text;
import static io.tidemark.command.image.Pictures.webp;
import static io.tidemark.command.image.Pictures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageTypeTest {

    static Stream<Arguments> pictures() {
        return Stream.of(
                arguments(png(), ImageType.PNG),
                arguments(joined(png(), text("more")), ImageType.PNG),
                arguments(jpeg(2), ImageType.JPEG),
                arguments(jpeg(0xFFFF), ImageType.JPEG),
                arguments(with(jpeg(16), 3, 0xDB), ImageType.JPEG),
                arguments(webp("VP8 ", 10), ImageType.WEBP),
                arguments(webp("VP8L", 12), ImageType.WEBP),
                arguments(joined(webp("VP8X", 10), text("more")), ImageType.WEBP));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picture_is_told_by_its_content(byte[] content, ImageType type) {
        var head = Arrays.copyOf(content, Math.min(content.length, ImageType.HEAD_BYTES));
        assertThat(ImageType.of(head, content.length)).contains(type);
    }

    static Stream<byte[]> others() {
        return Stream.of(
                new byte[0],
                text("hello, I am no picture at all, however long I go on about it"),
                text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
                text("GIF89a and then some more of what a GIF has in its head"),
                new byte[100],
                with(png(), 0, 'P'),
                with(png(), 11, 14),
                with(png(), 12, 'X'),
                with(png(), 19, 0),
                with(png(), 19, 2),
                with(png(), 32, 0),
                with(jpeg(16), 0, 0),
                with(jpeg(16), 2, 0),
                with(jpeg(16), 3, 0xD9),
                with(jpeg(16), 5, 1),
                with(jpeg(16), 5, 17),
                with(jpeg(16), 20, 0),
                joined(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}, text("just some text here")),
                with(webp("VP8 ", 10), 4, 23),
                with(webp("VP8 ", 10), 8, 'A'),
                with(webp("VP8 ", 10), 16, 11),
                webp("VP9 ", 10),
                webp("WAVE", 10));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anything_else_is_none(byte[] content) {
        assertThat(ImageType.of(content, content.length)).isEmpty();
    }

    @Test
    void head_that_is_cut_off_anywhere_is_none() {
        Stream.of(png(), jpeg(16), webp("VP8L", 10))
                .forEach(whole -> IntStream.range(0, whole.length)
                        .forEach(length -> assertThat(ImageType.of(Arrays.copyOf(whole, length), length))
                                .isEmpty()));
    }
}
