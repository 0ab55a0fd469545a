package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

/** One of each thing that a user can have, all marked with a word that nobody else uses. */
record OwnersThings(RunningTidemark tidemark, Caller owner, String marker) {

    private static final String REPLAYS = "/api/audit/replays";

    /** Creates them. The names are those of the access matrix. */
    Map<String, String> create() {
        var reply = owner.creates(marker);
        var business = owner.post(Shop.BUSINESSES, "{\"name\":\"%s\"}".formatted(marker))
                .is(201);
        var products = "/api/products/" + business.text("id");
        var product =
                owner.post(products, "{\"name\":\"%s\"}".formatted(marker)).is(201);
        var image = Multipart.image(Picture.png(marker.hashCode()))
                .sentBy(owner, product.location() + "/image")
                .is(200)
                .text("imageUrl");
        var processing =
                owner.post(products, "{\"name\":\"%s\"}".formatted(marker)).is(201);
        owner.post(processing.location() + "/enrich", "").is(202);
        var session = owner.post(Tabs.SESSIONS + "/start", """
                        {"localId":"%s","repoOwner":"%s","repoName":"boats","prNumber":1}""".formatted(reply.text("id"), marker))
                .is(201);
        owner.getAfter(session, REPLIES).is(200);
        return Map.of(
                "reply", reply.text("id"),
                "business", business.text("id"),
                "product", product.text("id"),
                "processing", processing.text("id"),
                "image", image.substring(image.lastIndexOf('/') + 1),
                "session", session.text("id"),
                "first", reply.cursor(),
                "start", session.cursor().replaceFirst("\\..*", ".0"),
                "now", session.cursor(),
                "owner", owner.user());
    }

    /** The id of a replay that has ended. */
    static String replay(Caller admin) {
        var begun = admin.post(REPLAYS, "{\"mode\":\"shadow\"}").is(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !admin.get(begun.location()).text("state").equals("running"));
        return begun.text("id");
    }
}
