package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.SYNC;
import static io.tidemark.standalone.Tabs.activity;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Each refusal of replies, of businesses and products, and of sessions, under its code. */
final class ProtocolProblemsOfSlices {

    private static final String AT = "2024-02-29T12:00:00.123Z";
    private static final int MAX_ACTIVITIES = 10_000;
    private static final int MAX_IMAGES = 50;

    private final RunningTidemark tidemark;
    private final ProtocolText text;
    private final StableNames names;
    private final RecordedCaller ann;
    private final RecordedCaller bob;

    ProtocolProblemsOfSlices(RunningTidemark tidemark, ProtocolText text) {
        this.tidemark = tidemark;
        this.text = text;
        names = text.names();
        ann = text.user("ada");
        bob = text.user("bob");
    }

    void write() {
        replies();
        businesses();
        products();
        sessions();
        activities();
    }

    private void replies() {
        text.chapter("Of replies");
        ann.get("reply.id", REPLIES + "/x");
        ann.post("reply.title-length", REPLIES, "{\"title\":\"\",\"content\":\"Hello\"}");
        ann.post("reply.content-length", REPLIES, reply("Greeting", "a".repeat(10_001), ""));
        ann.post("reply.category-length", REPLIES, reply("Greeting", "Hello", ",\"category\":\"\""));
        ann.post("reply.tag-length", REPLIES, reply("Greeting", "Hello", ",\"tags\":[\"\"]"));
        var tags = IntStream.rangeClosed(1, 21).mapToObj("\"%s\""::formatted).collect(joining(",", "[", "]"));
        ann.post("reply.too-many-tags", REPLIES, reply("Greeting", "Hello", ",\"tags\":" + tags));
        var id = ",\"id\":\"%s\"".formatted(names.id(11));
        var created = ann.caller().post(REPLIES, reply("Greeting", "Hello", id)).is(201);
        ann.patch("reply.required", created.location(), "{\"title\":null}");
        bob.post("reply.id-taken", REPLIES, reply("Greeting", "Hello", id));
    }

    private static String reply(String title, String content, String more) {
        return "{\"title\":\"%s\",\"content\":\"%s\"%s}".formatted(title, content, more);
    }

    private void businesses() {
        text.chapter("Of businesses");
        ann.get("business.id", Shop.BUSINESSES + "/x");
        ann.post("business.name-length", Shop.BUSINESSES, "{\"name\":\"\"}");
        ann.post("business.description-length", Shop.BUSINESSES, named("Quay", description(2_001)));
        var id = "\"id\":\"%s\"".formatted(names.id(12));
        var business = ann.caller().post(Shop.BUSINESSES, named("Quay", id)).is(201);
        ann.patch("business.required", business.location(), "{\"name\":null}");
        bob.post("business.id-taken", Shop.BUSINESSES, named("Quay", id));
    }

    private static String named(String name, String more) {
        return "{\"name\":\"%s\",%s}".formatted(name, more);
    }

    private static String description(int length) {
        return "\"description\":\"%s\"".formatted("a".repeat(length));
    }

    private void products() {
        text.chapter("Of products");
        var business = names.id(14);
        ann.caller()
                .post(Shop.BUSINESSES, named("Pier", "\"id\":\"%s\"".formatted(business)))
                .is(201);
        var products = "/api/products/" + business;
        ann.get("product.id", products + "/x");
        ann.post("product.name-length", products, "{\"name\":\"\"}");
        ann.post("product.description-length", products, named("Rope", description(10_001)));
        ann.post("product.price", products, named("Rope", "\"price\":-1,\"currency\":\"EUR\""));
        ann.post("product.price-digits", products, named("Rope", "\"price\":1.234,\"currency\":\"EUR\""));
        ann.post("product.price-currency", products, named("Rope", "\"price\":1"));
        ann.post("product.currency", products, named("Rope", "\"price\":1,\"currency\":\"XXX\""));
        ann.post("product.image-url", products, named("Rope", "\"imageUrl\":\"rope.png\""));
        var id = "\"id\":\"%s\"".formatted(names.id(13));
        var path = ann.caller().post(products, named("Rope", id)).is(201).location();
        ann.post("product.id-taken", products, named("Sail", id));
        ann.patch("product.required", path, "{\"name\":null}");
        enrichments(path);
        images(path);
    }

    private void enrichments(String product) {
        var workflow = text.user("workflow", "workflow");
        workflow.patch("product.not-processing", product, "{\"status\":\"failed\"}");
        ann.caller().post(product + "/enrich", "").is(202);
        ann.post("product.processing", product + "/enrich", "");
        workflow.patch("product.status", product, "{}");
        workflow.patch("product.reason", product, "{\"status\":\"enriched\",\"reason\":\"out of ink\"}");
        workflow.patch(
                "product.caption-length",
                product,
                "{\"status\":\"enriched\",\"generatedCaption\":\"%s\"}".formatted("a".repeat(2_001)));
        workflow.patch(
                "product.image-url, of what was generated",
                product,
                "{\"status\":\"enriched\",\"generatedImageUrl\":\"g.png\"}");
    }

    private void images(String product) {
        var path = product + "/image";
        ann.upload("image.part", path, "<a field called name>", Multipart.none().field("name", "Rope"));
        ann.upload("product.image-type", path, "<a file that is no image>", Multipart.image(new byte[10]));
        var large = Multipart.image(Picture.pngOfSize(8_000, 5_001));
        ann.upload("product.image-pixels", path, "<a PNG of 8,000 by 5,001 pixels>", large);
        ann.upload("body.too-large, of an image", path, "<an image of 6 MiB>", Multipart.image(Picture.pngOf(6 << 20)));
        ann.post("unsupported-media-type, of an image", path, "{}");
        var kept = Multipart.image(Picture.png(1))
                .sentBy(ann.caller(), path)
                .is(200)
                .text("imageUrl");
        fill(Path.of("target/images", product.substring(product.lastIndexOf('/') + 1)));
        ann.upload("product.too-many-images", path, "<the 51st image>", Multipart.image(Picture.png(2)));
        ann.get("A range that an image does not have", kept, "Range", "bytes=999999-");
    }

    /** Whatever is there counts as an image. */
    private static void fill(Path folder) {
        try {
            for (int image = 2; image <= MAX_IMAGES; image++) {
                Files.createFile(folder.resolve("image-" + image));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void sessions() {
        text.chapter("Of sessions");
        var start = SESSIONS + "/start";
        ann.get("session.id", SESSIONS + "/x");
        ann.post("session.local-id", start, start("", "quay", "boats", 42, ""));
        ann.post("session.repo-owner", start, start("tab-1", "", "boats", 42, ""));
        ann.post("session.repo-name", start, start("tab-1", "quay", "", 42, ""));
        ann.post("session.pr-number", start, start("tab-1", "quay", "boats", 0, ""));
        ann.post("session.started-at", start, start("tab-1", "quay", "boats", 42, ",\"startedAt\":\"noon\""));
        ann.caller().post(start, start("tab-1", "quay", "boats", 42, "")).is(201);
        ann.post("session.local-id-taken", start, start("tab-1", "quay", "boats", 43, ""));
        ann.post("session.which", SESSIONS + "/end", "{}");
        ann.post("session.unknown", SESSIONS + "/end", "{\"localId\":\"tab-2\"}");
        ann.post("session.ended-at", SESSIONS + "/end", "{\"localId\":\"tab-1\",\"endedAt\":\"noon\"}");
        ann.post("session.duration", SESSIONS + "/end", "{\"localId\":\"tab-1\",\"durationSeconds\":-1}");
        ann.post("session.operations", SYNC, "{\"operations\":[]}");
        ann.post("session.op, and other refusals of operations of a batch", SYNC, """
                {"operations":[{"op":"stop"},{"op":"end","localId":"tab-2"},7]}""");
    }

    private static String start(String localId, String owner, String name, int number, String more) {
        return "{\"localId\":\"%s\",\"repoOwner\":\"%s\",\"repoName\":\"%s\",\"prNumber\":%s%s}"
                .formatted(localId, owner, name, number, more);
    }

    private void activities() {
        var path = SESSIONS + "/activities";
        ann.post("session.activities", path, Tabs.activities("tab-1"));
        ann.post(
                "session.activity-kind",
                path,
                Tabs.activities("tab-1", activity("a", AT).replace("comment", "C")));
        ann.post("session.activity-at", path, Tabs.activities("tab-1", activity("a", "noon")));
        ann.post(
                "session.activity-count",
                path,
                Tabs.activities("tab-1", activity("a", AT).replace("}", ",\"count\":0}")));
        var added = ann.caller()
                .post(path, Tabs.activities("tab-1", activity("a-1", AT)))
                .is(200);
        ann.caller().getAfter(added, SESSIONS).is(200);
        recordActivities(added, MAX_ACTIVITIES);
        ann.post("session.too-many-activities", path, Tabs.activities("tab-1", activity("one-more", AT)));
        recordActivities(added, 1);
    }

    /** Lets the log have so many activities in the place of one: to send them all takes seconds. */
    private void recordActivities(Answer session, int number) {
        tidemark.database()
                .sql("""
                UPDATE event_log SET payload = jsonb_set(payload, '{activities}',
                    (SELECT jsonb_agg((payload->'activities'->0) || jsonb_build_object('localId', 'a-' || i) ORDER BY i)
                     FROM generate_series(1, ?) AS i))
                WHERE aggregate_id = ? AND sequence_number = 1
                """)
                .params(number, "session/" + session.text("id"))
                .update();
    }
}
