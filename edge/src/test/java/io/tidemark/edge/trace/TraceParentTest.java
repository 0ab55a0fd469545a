package io.tidemark.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PLACE = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void place_is_read_and_written_the_same() {
        assertThat(TraceParent.parse(PLACE)).isEqualTo(new TraceParent(TRACE, SPAN, "01"));
        assertThat(new TraceParent(TRACE, SPAN, "01")).hasToString(PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-what-the-future-brings", "-"})
    void of_a_later_version_is_read_what_is_known(String more) {
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-01" + more))
                .isEqualTo(new TraceParent(TRACE, SPAN, "01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void what_is_malformed_is_ignored(String text) {
        assertThat(TraceParent.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "03, true", "ff, true"})
    void last_bit_says_whether_the_trace_is_sampled(String flags, boolean sampled) {
        assertThat(new TraceParent(TRACE, SPAN, flags).isSampled()).isEqualTo(sampled);
    }

    @Test
    void request_names_one_or_none() {
        var headers = new HttpHeaders();
        assertThat(TraceParent.in(headers)).isNull();
        headers.add("Traceparent", PLACE);
        assertThat(TraceParent.in(headers)).hasToString(PLACE);
        headers.add("traceparent", PLACE);
        assertThat(TraceParent.in(headers)).isNull();
    }
}
