package io.tidemark.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.QueryNode;
import io.tidemark.query.SavedReply;
import io.tidemark.testkit.SseFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CutFrameTest {

    private final QueryNode node = QueryNode.shared();
    private final String user = QueryNode.newUser();

    @Test
    void cut_anywhere_in_a_frame_a_client_resumes_from_its_last_whole_one() {
        long before = node.append(SavedReply.of(user).created());
        long last = node.append(SavedReply.many(user, 5));
        node.catchUp();
        var request = node.stream(user).from(node.cursor(before));
        for (int bytes = 1; bytes < 2500; bytes += 97) {
            String received;
            try (var stream = request.open()) {
                received = new String(stream.bytes(bytes), StandardCharsets.UTF_8);
            }
            var cursor = lastWholeId(received, node.cursor(before));
            try (var again = node.stream(user).from(cursor).open()) {
                long from = SseFrame.positionOf(cursor);
                assertThat(again.changes((int) (last - from)))
                        .extracting(SseFrame::position)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(from + 1, last).boxed().toList());
            }
        }
    }

    /** The id counts only with the empty line behind it. */
    private static String lastWholeId(String received, String start) {
        return Arrays.stream(
                        received.substring(0, received.lastIndexOf("\n\n") + 1).split("\n"))
                .filter(line -> line.startsWith("id: "))
                .reduce("id: " + start, (earlier, later) -> later)
                .substring("id: ".length());
    }
}
