package io.tidemark.query.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What streams take for granted about Reactor Netty's inside. A failure says what to look at after an upgrade. */
class FrameworkAssumptionsTest {

    @Test
    void reactor_nettys_writer_still_takes_many_chunks_ahead() throws ReflectiveOperationException {
        var ahead = Class.forName("reactor.netty.channel.MonoSend").getDeclaredField("MAX_SIZE");
        ahead.setAccessible(true);
        assertThat(ahead.getInt(null))
                .as("Reactor Netty's writer (MonoSendMany) takes another number of chunks ahead. If it is small and a"
                        + " quiet connection has no queue any more, ChunkWriter can go; see ADR 18")
                .isEqualTo(128);
    }
}
