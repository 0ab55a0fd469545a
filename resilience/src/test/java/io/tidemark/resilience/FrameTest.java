package io.tidemark.resilience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final String CHANGE = """
            event: reply:updated
            data: {"specversion":"1.0","id":"e-1","type":"reply:updated","time":"2026-11-20T09:30:00.123Z","sequence":"00000000000000000034",\
            "version":3,"previous":"ab.31","commandid":"c-1","data":{"id":"x","sequence":"5"}}
            id: ab.34
            """;

    private static Frame frame(String text) {
        var bytes = text.getBytes(UTF_8);
        return new Frame(bytes, 0, bytes.length);
    }

    @Test
    void the_fields_of_a_change_are_read() {
        var change = frame(CHANGE.strip());
        assertThat(change.isChange()).isTrue();
        assertThat(change.position()).hasValue(34);
        assertThat(change.sequence()).isEqualTo(34);
        assertThat(change.previous()).isEqualTo(31);
        assertThat(change.version()).isEqualTo(3);
        assertThat(change.mark())
                .isEqualTo(Mark.of("reply:updated", "e-1", "c-1", "{\"id\":\"x\",\"sequence\":\"5\"}"))
                .isNotEqualTo(Mark.of("reply:updated", "e-1", "c-2", "{\"id\":\"x\",\"sequence\":\"5\"}"))
                .isNotEqualTo(Mark.of("reply:updated", "e-1", "c-1", "{\"id\":\"x\",\"sequence\":\"6\"}"))
                .isNotEqualTo(Mark.of("reply:created", "e-1", "c-1", "{\"id\":\"x\",\"sequence\":\"5\"}"));
        long nextDay = 86_400_000L + (9 * 60 + 30) * 60_000L;
        assertThat(change.millisSince(nextDay + 200)).isEqualTo(77);
    }

    @Test
    void a_goodbye_has_no_id() {
        var goodbye = frame("retry: 700\nevent: goodbye\ndata: {\"reason\":\"drain\",\"retry\":700}");
        assertThat(goodbye.position()).isEmpty();
        assertThat(goodbye.member("reason")).isEqualTo("drain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {}\nevent: a\nid: x.1",
                "event: a\nid: x.1\ndata: {}",
                "event: a\ndata: {}\nid: x.1\nid: x.2"
            })
    void fields_in_another_order_are_noticed(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> frame(text));
    }
}
