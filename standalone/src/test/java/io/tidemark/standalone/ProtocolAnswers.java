package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static io.tidemark.standalone.Tabs.SESSIONS;
import static io.tidemark.standalone.Tabs.SYNC;

/** The success of each request that a user may send. */
final class ProtocolAnswers {

    private static final String START = """
            {"localId":"tab-1","repoOwner":"quay","repoName":"boats","prNumber":42,"startedAt":"2024-02-29T12:00:00.123Z"}""";

    private final ProtocolText text;
    private final StableNames names;
    private final RecordedCaller ann;

    private ProtocolAnswers(ProtocolText text) {
        this.text = text;
        names = text.names();
        ann = text.user("ann");
    }

    static String written(RunningTidemark tidemark) {
        var text = new ProtocolText(tidemark);
        var answers = new ProtocolAnswers(text);
        answers.signIn();
        answers.replies();
        answers.shop();
        answers.sessions();
        answers.all();
        new ProtocolAnswersToOperators(text, tidemark).write();
        return text.toString();
    }

    private void signIn() {
        text.chapter("Signing in");
        var anybody = text.anybody();
        var path = "/api/auth/token";
        var body =
                "{\"user\":\"%s\",\"roles\":[\"admin\"]}".formatted(ann.caller().user());
        text.wholeExchange(
                "A token, with the headers that every answer has",
                anybody.request("POST", path, body),
                anybody.caller().post(path, body));
        var health = "/actuator/health";
        text.wholeExchange(
                "Health, with the headers of every answer that is not to be cached",
                anybody.request("GET", health, ""),
                anybody.caller().get(health));
        var preflight = new String[] {
            "Origin", RunningTidemark.PAGE,
            "Access-Control-Request-Method", "POST",
            "Access-Control-Request-Headers", "authorization,content-type,idempotency-key"
        };
        anybody.send("The question of a page of a known origin", "OPTIONS", REPLIES, preflight);
        ann.get("A read by a page of a known origin", REPLIES, "Origin", RunningTidemark.PAGE);
        text.user("eve").post("Signing out", "/api/auth/sign-out", "");
    }

    private void replies() {
        text.chapter("Replies");
        var body = """
                {"id":"%s","title":"Greeting","content":"Hello 👋","category":"office","tags":["hi","mail"]}""".formatted(names.id(1));
        var key = new String[] {"Idempotency-Key", "key-1", "X-Correlation-ID", "correlation-1"};
        var created = ann.post("Create", REPLIES, body, key);
        ann.post("Create, sent again with the same key", REPLIES, body, key);
        ann.post(
                "Create with the least there is",
                REPLIES,
                Caller.HELLO.replace("}", ",\"id\":\"%s\"}".formatted(names.id(2))));
        var path = created.location();
        var updated =
                ann.patch("Update a version", path, "{\"title\":\"Farewell\",\"category\":null}", "If-Match", "\"0\"");
        ann.patch(
                "Update that changes nothing",
                path,
                "{\"title\":\"Farewell\"}",
                "Content-Type",
                "application/merge-patch+json");
        ann.getAfter("Read what was written", updated, path);
        ann.get("List", REPLIES);
        ann.get("List what is looked for", REPLIES + "?category=office&tag=hi&q=hello");
        var page = ann.get("List the first page of more", REPLIES + "?limit=1");
        ann.get("List the page behind it", REPLIES + "?limit=1&after=" + page.text("next"));
        ann.delete("Delete", path);
        ann.delete("Delete again", path);
    }

    private void shop() {
        text.chapter("Businesses and products");
        var business = ann.post(
                "Create a business",
                Shop.BUSINESSES,
                "{\"id\":\"%s\",\"name\":\"Quay\",\"description\":\"Boats and rope\"}".formatted(names.id(3)));
        var updated = ann.patch("Update a business", business.location(), "{\"description\":null}");
        ann.getAfter("Read a business", updated, business.location());
        ann.get("List businesses", Shop.BUSINESSES);
        var products = "/api/products/" + business.text("id");
        var product = ann.post("Create a product", products, """
                {"id":"%s","name":"Rope","description":"Ten metres","price":12.5,"currency":"EUR"}""".formatted(names.id(4)));
        var path = product.location();
        ann.patch("Update a product", path, "{\"price\":\"99\",\"imageUrl\":\"https://example.com/rope.png\"}");
        ann.patch(
                "Update a product by its other path",
                path.replace("products/", "products/update/"),
                "{\"name\":\"Line\"}");
        images(path);
        ann.post("Ask for an enrichment", path + "/enrich", "");
        var reported = text.user("workflow", "workflow").patch("Report on an enrichment", path, """
                {"status":"enriched","generatedImageUrl":"https://example.com/g.png","generatedCaption":"A rope"}""");
        ann.getAfter("Read a product", reported, path);
        ann.get("List products", products + "?status=enriched");
        ann.delete("Delete a product", path);
        ann.post("Create another product", products, "{\"id\":\"%s\",\"name\":\"Sail\"}".formatted(names.id(5)));
    }

    private void images(String product) {
        var image = Multipart.image(Picture.png(7));
        var uploaded = ann.upload("Upload an image", product + "/image", "<one part, the file called image>", image);
        ann.get("Read an image", uploaded.text("imageUrl"));
    }

    private void sessions() {
        text.chapter("Sessions");
        ann.post("Start", SESSIONS + "/start", START);
        ann.post("Start again", SESSIONS + "/start", START);
        ann.post("Add activities", SESSIONS + "/activities", """
                {"localId":"tab-1","activities":[{"localId":"a-1","kind":"comment","at":"2024-02-29T12:10:00.123Z","count":3}]}""");
        var ended = ann.post("End", SESSIONS + "/end", "{\"localId\":\"tab-1\",\"durationSeconds\":1800}");
        ann.getAfter("Read", ended, SESSIONS + "/" + ended.text("id"));
        ann.get("List", SESSIONS + "?status=ended&repo=quay/boats&from=2024-02-29T00:00:00Z&to=2024-03-01T00:00:00Z");
        var start = START.replace("{", "{\"op\":\"start\",").replace("tab-1", "tab-2");
        ann.post("A batch", SYNC, """
                {"operations":[%s,{"op":"end","localId":"tab-2","endedAt":"2024-02-29T13:00:00Z"},\
                {"op":"end","localId":"tab-3"},{"op":"stop"}]}""".formatted(start));
        text.anybody()
                .post(
                        "A batch with the token in its body",
                        SYNC,
                        "{\"access_token\":\"%s\",\"operations\":[%s]}"
                                .formatted(ann.caller().token(), start),
                        "Content-Type",
                        "text/plain");
    }

    private void all() {
        text.chapter("All that is the caller's, and what changed");
        var caller = ann.caller();
        var kept = REPLIES + "/"
                + caller.get(REPLIES).list("data").get(0).get("id").stringValue();
        var last = caller.patch(kept, "{\"content\":\"Hi\"}").is(200);
        var before = ann.getAfter("Snapshot", last, "/api/snapshot").cursor();
        ann.get("Changes from now on", "/api/changes");
        ann.get("No changes", "/api/changes?after=" + before);
        caller.getAfter(caller.delete(kept).is(204), REPLIES).is(200);
        ann.get("Changes", "/api/changes?types=reply:deleted&limit=1&wait=20&after=" + before);
        ann.get("Changes after a cursor that is none", "/api/changes?after=x");
        text.chapter("The audit");
        history(kept, last);
        ann.get("Events of a type", "/api/audit/events?type=reply:created&limit=1");
        ann.get("The same as lines of JSON", audit(kept), "Accept", "application/x-ndjson");
        ann.get("The same as a table", audit(kept), "Accept", "text/csv");
    }

    private static String audit(String reply) {
        return "/api/audit/events?type=reply:created&aggregate=reply/" + reply.substring(REPLIES.length() + 1);
    }

    private void history(String reply, Answer updated) {
        var history = "/api/audit/reply/" + reply.substring(REPLIES.length() + 1);
        ann.get("The history of a thing", history);
        ann.get("How it stood then", history + "?asOf=" + updated.cursor());
        ann.get(
                "How it stands since it was deleted",
                history + "?asOf=" + ann.caller().get(REPLIES).cursor());
    }
}
