package io.tidemark.standalone;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The bodies by which a browser extension tells of its sessions, and what comes back. */
final class Tabs {

    static final String SESSIONS = "/api/sessions";
    static final String SYNC = "/api/sync/sessions";
    static final String BOATS = "\"repoOwner\":\"quay\",\"repoName\":\"boats\",\"prNumber\":42";

    private Tabs() {}

    /** A body of fields as they are written in JSON. */
    static String body(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    static String localId(String localId) {
        return "\"localId\":\"%s\"".formatted(localId);
    }

    static String start(String localId, String... more) {
        return body(localId(localId), BOATS, String.join(",", more)).replace(",}", "}");
    }

    static String activities(String localId, String... activities) {
        return body(localId(localId), "\"activities\":[" + String.join(",", activities) + "]");
    }

    static String activity(String localId, String at) {
        return body(localId(localId), "\"kind\":\"comment\"", "\"at\":\"%s\"".formatted(at));
    }

    /** A body as one operation of a batch. */
    static String op(String op, String body) {
        return "{\"op\":\"%s\",%s".formatted(op, body.substring(1));
    }

    static String batch(String... operations) {
        return batch(Arrays.asList(operations));
    }

    static String batch(List<String> operations) {
        return "{\"operations\":[" + String.join(",", operations) + "]}";
    }

    /** Sends a batch that has to be taken, and comes back with what became of each operation. */
    static List<JsonNode> sync(Caller caller, List<String> operations) {
        return caller.post(SYNC, batch(operations)).is(200).list("results");
    }

    static Answer starts(Caller caller, String localId, String... more) {
        return caller.post(SESSIONS + "/start", start(localId, more));
    }

    static Answer ends(Caller caller, String... fields) {
        return caller.post(SESSIONS + "/end", body(fields));
    }

    static Answer adds(Caller caller, String body) {
        return caller.post(SESSIONS + "/activities", body);
    }
}
