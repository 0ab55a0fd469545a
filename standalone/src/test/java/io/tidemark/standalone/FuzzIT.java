package io.tidemark.standalone;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousands of odd requests, the same in each run: each is answered, none does harm. */
@Tag("slow")
@ExtendWith(SharedTidemark.class)
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_201);
    private static final int REQUESTS = 5_000;

    /** A title that only its owner may ever see. */
    private static final String MARKER = "only-for-olga";

    private final RunningTidemark tidemark;
    private final Caller olga;

    FuzzIT(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        this.olga = tidemark.newUser();
    }

    @Test
    void odd_requests_are_answered_and_do_no_harm() {
        var reply = olga.creates(MARKER);
        var business = olga.post("/api/businesses", "{\"name\":\"%s\"}".formatted(MARKER))
                .is(201);
        var before = olga.eventsUpTo(business);
        var eve = tidemark.newUser().token();
        var workflow = tidemark.newUser("workflow").token();
        var strangers = List.of("", "a.b.c", eve, eve, eve, workflow);
        var random = new Random(SEED);
        var requests = new RandomRequest(random, tidemark.endpoints(), List.of(reply.text("id"), business.text("id")));
        var answers = new ArrayList<RawAnswer>();
        for (int nth = 0; nth < REQUESTS; nth++) {
            var request = requests.next(strangers.get(random.nextInt(strangers.size())));
            answers.add(checked(request, answer(request)));
        }
        System.out.printf(
                "%d odd requests: %s%n",
                REQUESTS, new TreeMap<>(answers.stream().collect(groupingBy(RawAnswer::status, counting()))));
        var last = olga.creates("the last");
        assertThat(olga.eventsUpTo(last)).as("what happened to what is Olga's").hasSize(before.size() + 1);
        assertThat(tidemark.as("boss", "admin")
                        .get("/api/admin/dead-letters")
                        .is(200)
                        .list("data"))
                .isEmpty();
    }

    private RawAnswer answer(String request) {
        try {
            return RawAnswer.to(tidemark.port(), request);
        } catch (IOException failed) {
            throw new AssertionError(request, failed);
        }
    }

    private static RawAnswer checked(String request, RawAnswer answer) {
        var what = "%s%n%n%s".formatted(request, answer);
        if (answer.status() >= 500) {
            assertThat(answer.body()).as(what).contains("\"code\":\"not-yet\"");
        }
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertThat(answer.header("content-type")).as(what).isEqualTo("application/problem+json");
        }
        assertThat(answer.body()).as(what).doesNotContain(MARKER);
        return answer;
    }
}
