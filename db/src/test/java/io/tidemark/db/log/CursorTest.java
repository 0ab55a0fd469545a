package io.tidemark.db.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({
        "1a2b3c4d.0, 1a2b3c4d, 0",
        "1a2b3c4d.1, 1a2b3c4d, 1",
        "x.42, x, 42",
        "0123456789abcdef.7, 0123456789abcdef, 7",
        "a.999999999999999999, a, 999999999999999999"
    })
    void a_cursor_is_read(String text, String epoch, long position) {
        assertThat(Cursor.parse(text)).contains(new Cursor(epoch, position));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "a.",
                ".1",
                "a.-1",
                "a.+1",
                "a.01",
                "a.00",
                "a.1.2",
                "a.1 ",
                " a.1",
                "a.1\n",
                "A.1",
                "a-b.1",
                "a.0x1",
                "a.١",
                "0123456789abcdef0.1",
                "a.1000000000000000000",
                "a.9223372036854775808"
            })
    void a_text_that_is_no_cursor_is_refused(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void a_cursor_of_an_epoch_is_parsed_again() {
        var cursor = new Epoch("1a2b3c4d").at(17);
        assertThat(cursor).hasToString("1a2b3c4d.17");
        assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }
}
