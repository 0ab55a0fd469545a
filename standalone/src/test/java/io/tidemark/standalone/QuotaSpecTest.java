package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.HELLO;
import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many things a user may own. */
@ExtendWith(SharedTidemark.class)
@TightLimits
class QuotaSpecTest {

    private static final String START =
            "{\"localId\":\"%s\",\"repoOwner\":\"quay\",\"repoName\":\"boats\",\"prNumber\":1}";

    private final RunningTidemark tidemark;
    private final Caller ann;

    QuotaSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        this.ann = await().ignoreException(AssertionError.class).until(tidemark::newUser, caller -> true);
    }

    @Test
    void one_reply_more_than_allowed_is_refused_until_another_one_is_deleted() {
        ann.creates("first");
        ann.creates("second");
        var third = ann.creates("third");
        var refused = ann.post(REPLIES, HELLO).isProblem(409, "quota.exceeded");
        assertThat(refused.text("detail")).isEqualTo("you own as many replies as a user may own: 3");
        ann.delete(third.location()).is(204);
        await().pollInterval(Duration.ofMillis(500))
                .until(() -> ann.post(REPLIES, HELLO).status() == 201);
        assertThat(ann.get(REPLIES).is(200).list("data")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void retry_of_what_was_accepted_is_answered_as_before() {
        var id = UUID.randomUUID();
        var body = HELLO.replace("}", ",\"id\":\"%s\"}".formatted(id));
        var first = ann.post(REPLIES, HELLO, "Idempotency-Key", "one").is(201);
        ann.post(REPLIES, body).is(201);
        ann.creates("third");
        ann.post(REPLIES, HELLO, "Idempotency-Key", "two").isProblem(409, "quota.exceeded");
        assertThat(ann.post(REPLIES, HELLO, "Idempotency-Key", "one").is(201).location())
                .isEqualTo(first.location());
        ann.post(REPLIES, body).is(201);
        ann.post(REPLIES, body.replace("Hello", "Bye")).isProblem(409, "reply.id-taken");
    }

    @Test
    void what_was_created_through_another_process_counts() {
        try (var other = tidemark.startBeside()) {
            var elsewhere = other.with(ann.token());
            elsewhere.creates("first");
            elsewhere.creates("second");
            elsewhere.creates("third");
        }
        ann.post(REPLIES, HELLO).isProblem(409, "quota.exceeded");
    }

    @Test
    void businesses_products_and_images_have_quotas_too() {
        var shop = Shop.of(tidemark, "Quay");
        var owner = shop.owner();
        owner.post(Shop.BUSINESSES, "{\"name\":\"Second\"}").is(201);
        owner.post(Shop.BUSINESSES, "{\"name\":\"Third\"}").isProblem(409, "quota.exceeded");
        owner.post(shop.products(), "{\"name\":\"Second\"}").is(201);
        owner.post(shop.products(), "{\"name\":\"Third\"}").isProblem(409, "quota.exceeded");
        shop.upload(Multipart.image(Picture.png(1))).is(200);
        shop.upload(Multipart.image(Picture.png(2))).is(200);
        shop.upload(Multipart.image(Picture.png(3))).isProblem(409, "quota.exceeded");
    }

    @Test
    void sessions_have_a_quota_and_those_that_there_are_go_on() {
        ann.post("/api/sessions/start", START.formatted("a")).is(201);
        ann.post("/api/sessions/start", START.formatted("b")).is(201);
        ann.post("/api/sessions/start", START.formatted("c")).isProblem(409, "quota.exceeded");
        ann.post("/api/sessions/end", START.formatted("c")).isProblem(409, "quota.exceeded");
        ann.post("/api/sessions/start", START.formatted("a")).is(200);
        ann.post("/api/sessions/end", START.formatted("b")).is(200);
    }

    @Test
    void nobody_else_is_refused() {
        ann.creates("first");
        ann.creates("second");
        ann.creates("third");
        ann.post(REPLIES, HELLO).isProblem(409, "quota.exceeded");
        await().ignoreException(AssertionError.class)
                .until(tidemark::newUser, caller -> true)
                .creates("of somebody else");
    }
}
