package io.tidemark.standalone;

import static io.tidemark.standalone.Tabs.BOATS;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.body;
import static io.tidemark.standalone.Tabs.localId;
import static io.tidemark.standalone.Tabs.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.db.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes that are told of the same sessions at once. */
@Tag("slow")
class SessionRaceSpecTest {

    private static final int RACES = 100;

    @Test
    void whoever_loses_the_race_to_create_a_session_finds_it() {
        var url = TestDatabase.create();
        try (var one = RunningTidemark.start(url, RunningTidemark.PATIENT);
                var other = RunningTidemark.start(url, RunningTidemark.PATIENT)) {
            var ann = one.as("ann");
            var elsewhere = other.with(ann.token());
            var answers = IntStream.range(0, RACES)
                    .mapToObj(i -> "tab-" + i)
                    .flatMap(tab -> Stream.of(
                            ann.sendSoon("POST", SESSIONS + "/start", start(tab)),
                            elsewhere.sendSoon("POST", SESSIONS + "/end", body(localId(tab), BOATS))))
                    .toList()
                    .stream()
                    .map(sent -> sent.join())
                    .toList();
            assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
            var ids = answers.stream().map(answer -> answer.text("id")).distinct();
            assertThat(ids).hasSize(RACES);
            assertThat(types(one)).containsExactly("session:ended " + RACES, "session:started " + RACES);
        }
    }

    private static List<String> types(RunningTidemark tidemark) {
        return tidemark.database().sql("""
                        SELECT event_type || ' ' || count(*) FROM event_log
                        GROUP BY event_type ORDER BY event_type
                        """).query(String.class).list();
    }
}
