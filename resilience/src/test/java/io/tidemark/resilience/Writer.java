package io.tidemark.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user who changes things at random, one after the other. What comes follows from the seed alone. */
final class Writer {

    private static final int MOST = 30;
    private static final int ACTIVITIES = 3;

    private static final class Product {

        private final UUID business;
        private final UUID id;
        private boolean processing;

        Product(UUID business, UUID id) {
            this.business = business;
            this.id = id;
        }

        String path() {
            return "/api/products/" + business + "/" + id;
        }
    }

    private final String user;
    private final String token;
    private final String workflow;
    private final String workflowToken;
    private final Random random;
    private final Peeks peeks;
    private final List<UUID> replies = new ArrayList<>();
    private final List<UUID> businesses = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private int commands;

    Writer(String user, String token, String workflow, String workflowToken, Random random, Peeks peeks) {
        this.user = user;
        this.token = token;
        this.workflow = workflow;
        this.workflowToken = workflowToken;
        this.random = random;
        this.peeks = peeks;
    }

    Random random() {
        return random;
    }

    /** The next change. It is taken as done: whoever sends it does not rest until it is. */
    Command next() {
        commands++;
        return switch (random.nextInt(12)) {
            case 0, 1 -> createReply();
            case 2, 3 -> replies.isEmpty() ? createReply() : updateReply();
            case 4 -> replies.size() < 5 ? createReply() : deleteReply();
            case 5 -> businesses.isEmpty() || random.nextInt(10) == 0 ? createBusiness() : updateBusiness();
            case 6, 7, 8 -> businesses.isEmpty() ? createBusiness() : aboutProducts();
            case 9, 10 -> aboutSessions();
            default -> batch();
        };
    }

    private Command createReply() {
        if (replies.size() >= MOST) {
            return deleteReply();
        }
        var id = id();
        replies.add(id);
        var body = "{\"id\":\"%s\",\"title\":\"%s\",\"content\":\"Hello\"}".formatted(id, text());
        return change("POST", "/api/saved-replies", body, "reply/" + id);
    }

    private Command updateReply() {
        var id = replies.get(random.nextInt(replies.size()));
        return change("PATCH", "/api/saved-replies/" + id, "{\"content\":\"%s\"}".formatted(text()), "reply/" + id);
    }

    private Command deleteReply() {
        var id = replies.remove(random.nextInt(replies.size()));
        return change("DELETE", "/api/saved-replies/" + id, null, "reply/" + id);
    }

    private Command createBusiness() {
        var id = id();
        businesses.add(id);
        var body = "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, text());
        return change("POST", "/api/businesses", body, "business/" + id);
    }

    private Command updateBusiness() {
        var id = businesses.get(random.nextInt(businesses.size()));
        return change("PATCH", "/api/businesses/" + id, "{\"description\":\"%s\"}".formatted(text()), "business/" + id);
    }

    private Command aboutProducts() {
        if (products.size() < 3 || (products.size() < MOST && random.nextInt(4) == 0)) {
            return createProduct();
        }
        var product = products.get(random.nextInt(products.size()));
        if (product.processing) {
            product.processing = false;
            return report(product);
        }
        return switch (random.nextInt(5)) {
            case 0 -> deleteProduct(product);
            case 1 -> enrich(product);
            default -> change("PATCH", product.path(), "{\"name\":\"%s\"}".formatted(text()), "product/" + product.id);
        };
    }

    private Command createProduct() {
        var business = businesses.get(random.nextInt(businesses.size()));
        var id = id();
        products.add(new Product(business, id));
        peeks.knows(id.toString(), business.toString());
        var body = "{\"id\":\"%s\",\"name\":\"%s\",\"price\":\"12.50\",\"currency\":\"EUR\"}".formatted(id, text());
        return change("POST", "/api/products/" + business, body, "product/" + id);
    }

    private Command deleteProduct(Product product) {
        products.remove(product);
        return change("DELETE", product.path(), null, "product/" + product.id);
    }

    private Command enrich(Product product) {
        product.processing = true;
        return change("POST", product.path() + "/enrich", null, "product/" + product.id);
    }

    private Command report(Product product) {
        var body = random.nextBoolean()
                ? "{\"status\":\"enriched\",\"generatedCaption\":\"%s\"}".formatted(text())
                : "{\"status\":\"failed\",\"reason\":\"%s\"}".formatted(text());
        var key = user + "-report-" + commands;
        return new Command("PATCH", product.path(), body, key, workflow, workflowToken, "product/" + product.id);
    }

    private Command aboutSessions() {
        if (sessions.isEmpty() || random.nextInt(3) == 0) {
            var session = "tab-" + commands;
            sessions.add(session);
            return change("POST", "/api/sessions/start", start(session), "");
        }
        var session = sessions.get(random.nextInt(sessions.size()));
        if (sessions.size() > 5 || random.nextInt(3) == 0) {
            sessions.remove(session);
            var body = "{\"localId\":\"%s\",\"durationSeconds\":%s}".formatted(session, random.nextInt(3600));
            return change("POST", "/api/sessions/end", body, "");
        }
        var body = "{\"localId\":\"%s\",\"activities\":[%s]}".formatted(session, activities());
        return change("POST", "/api/sessions/activities", body, "");
    }

    /** What a device did while it was offline: sessions from their start to their end, in one call. */
    private Command batch() {
        var operations = new ArrayList<String>();
        for (int each = random.nextInt(3); each >= 0; each--) {
            var session = "offline-" + commands + "-" + each;
            operations.add(start(session).replaceFirst("\\{", "{\"op\":\"start\","));
            operations.add(
                    "{\"op\":\"activities\",\"localId\":\"%s\",\"activities\":[%s]}".formatted(session, activities()));
            operations.add("{\"op\":\"end\",\"localId\":\"%s\",\"durationSeconds\":%s}"
                    .formatted(session, random.nextInt(3600)));
        }
        var body = "{\"operations\":[%s]}".formatted(String.join(",", operations));
        return new Command("POST", "/api/sync/sessions", body, null, user, token, "");
    }

    private String start(String session) {
        return "{\"localId\":\"%s\",\"repoOwner\":\"tide\",\"repoName\":\"mark\",\"prNumber\":%s}"
                .formatted(session, 1 + random.nextInt(1000));
    }

    private String activities() {
        var all = new ArrayList<String>();
        for (int each = random.nextInt(ACTIVITIES); each >= 0; each--) {
            all.add("{\"localId\":\"act-%s-%s\",\"kind\":\"comment\",\"at\":\"2026-11-20T09:30:00Z\"}"
                    .formatted(commands, each));
        }
        return String.join(",", all);
    }

    private Command change(String method, String path, @Nullable String body, String subject) {
        return new Command(method, path, body, user + "-" + commands, user, token, subject);
    }

    private UUID id() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private String text() {
        return Long.toString(random.nextLong(), Character.MAX_RADIX);
    }
}
