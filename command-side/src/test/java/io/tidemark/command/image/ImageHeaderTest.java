package io.tidemark.command.image;

import static io.tidemark.command.image.Pictures.extendedWebp;
import static io.tidemark.command.image.Pictures.frame;
import static io.tidemark.command.image.Pictures.joined;
import static io.tidemark.command.image.Pictures.jpeg;
import static io.tidemark.command.image.Pictures.losslessWebp;
import static io.tidemark.command.image.Pictures.lossyWebp;
import static io.tidemark.command.image.Pictures.png;
import static io.tidemark.command.image.Pictures.text;
import static io.tidemark.command.image.Pictures.webp;
import static io.tidemark.command.image.Pictures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageHeaderTest {

    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] FILL = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

    static Stream<Arguments> pictures() {
        return Stream.of(
                arguments(png(3, 2), ImageType.PNG, 3, 2),
                arguments(joined(png(1, 1), text("more")), ImageType.PNG, 1, 1),
                arguments(
                        png(Integer.MAX_VALUE, Integer.MAX_VALUE), ImageType.PNG, Integer.MAX_VALUE, Integer.MAX_VALUE),
                arguments(jpeg(2), ImageType.JPEG, 640, 480),
                arguments(jpeg(0xFFFF), ImageType.JPEG, 640, 480),
                arguments(with(jpeg(16), 3, 0xDB), ImageType.JPEG, 640, 480),
                arguments(joined(START, frame(0xFFFF, 1)), ImageType.JPEG, 0xFFFF, 1),
                arguments(joined(START, FILL, frame(7, 5)), ImageType.JPEG, 7, 5),
                arguments(joined(START, segments(100), FILL, frame(7, 5)), ImageType.JPEG, 7, 5),
                arguments(lossyWebp(550, 368), ImageType.WEBP, 550, 368),
                arguments(losslessWebp(386, 395), ImageType.WEBP, 386, 395),
                arguments(losslessWebp(16384, 16384), ImageType.WEBP, 16384, 16384),
                arguments(extendedWebp(400, 301), ImageType.WEBP, 400, 301),
                arguments(extendedWebp(1 << 24, 1 << 24), ImageType.WEBP, 1 << 24, 1 << 24),
                arguments(joined(extendedWebp(1, 1), text("more")), ImageType.WEBP, 1, 1));
    }

    /** As many segments of the largest size: more than any buffer holds. */
    private static byte[] segments(int number) {
        var whole = jpeg(0xFFFF);
        var segment = Arrays.copyOfRange(whole, 2, whole.length - 13);
        return joined(Stream.generate(() -> segment).limit(number).toArray(byte[][]::new));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picture_tells_its_type_and_size(byte[] content, ImageType type, long width, long height) {
        assertThat(read(content)).contains(new ImageHeader(type, width, height));
    }

    @Test
    void pixels_are_counted_beyond_an_int() {
        assertThat(read(png(Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .hasValueSatisfying(header -> assertThat(header.pixels()).isEqualTo(4_611_686_014_132_420_609L));
    }

    static Stream<byte[]> others() {
        return Stream.of(
                new byte[0],
                text("hello, I am no picture at all, however long I go on about it"),
                text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
                text("GIF89a and then some more of what a GIF has in its head"),
                new byte[100],
                with(png(1, 1), 0, 'P'),
                with(png(1, 1), 11, 14),
                with(png(1, 1), 12, 'X'),
                png(0, 1),
                png(1, 0),
                png(-1, -1),
                with(png(1, 1), 19, 2),
                with(png(1, 1), 32, 0),
                with(jpeg(16), 0, 0),
                with(jpeg(16), 2, 0),
                with(jpeg(16), 3, 0xD9),
                with(jpeg(16), 3, 0xDA),
                with(jpeg(16), 3, 0x01),
                with(jpeg(16), 5, 1),
                with(jpeg(16), 5, 17),
                with(jpeg(16), 20, 0),
                with(jpeg(16), 21, 0xC4),
                joined(START, frame(0, 1)),
                joined(START, frame(1, 0)),
                joined(START, FILL),
                joined(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}, text("just some text here")),
                with(lossyWebp(1, 1), 4, 23),
                with(lossyWebp(1, 1), 8, 'A'),
                with(lossyWebp(1, 1), 16, 11),
                with(lossyWebp(1, 1), 20, 1),
                with(lossyWebp(1, 1), 25, 1),
                lossyWebp(0, 1),
                with(losslessWebp(1, 1), 20, 0),
                webp("VP9 ", new byte[10]),
                webp("WAVE", new byte[10]));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anything_else_is_none(byte[] content) {
        assertThat(read(content)).isEmpty();
    }

    @Test
    void head_that_is_cut_off_anywhere_is_none() {
        Stream.of(png(1, 1), Arrays.copyOf(jpeg(16), 29), lossyWebp(1, 1))
                .forEach(whole -> IntStream.range(0, whole.length)
                        .forEach(length ->
                                assertThat(read(Arrays.copyOf(whole, length))).isEmpty()));
    }

    private static Optional<ImageHeader> read(byte[] content) {
        try {
            return ImageHeader.read(new ByteArrayInputStream(content), content.length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
