package io.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private final List<String> frames = new ArrayList<>();
    private final FrameDecoder decoder =
            new FrameDecoder((bytes, start, end) -> frames.add(new String(bytes, start, end - start, UTF_8)));

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void frames_are_complete_however_the_bytes_are_split(int piece) {
        var answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("a\n\nb\nc\n") + chunk("\nd\n\ne")
                + "0\r\n\r\n";
        var bytes = answer.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            decoder.take(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        assertThat(frames).containsExactly("a", "b\nc", "d");
        assertThat(decoder.status()).isEqualTo(200);
        assertThat(decoder.hasEnded()).isTrue();
    }

    @Test
    void a_body_without_chunks_is_split_into_frames() {
        decoder.take(ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\na\n\nb".getBytes(UTF_8)));
        decoder.take(ByteBuffer.wrap("\nc\n\nd".getBytes(UTF_8)));
        assertThat(frames).containsExactly("a", "b\nc");
        assertThat(decoder.hasEnded()).isFalse();
    }
}
