package io.tidemark.standalone;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/**
 * A caller whose requests and answers are written down.
 *
 * @param caller who sends the requests that are written down, and also those that are not
 * @param name the name that the user is shown by; empty for a caller without a token
 */
record RecordedCaller(Caller caller, String name, ProtocolText text) {

    Answer get(String title, String path, String... headers) {
        return text.exchange(title, request("GET", path, "", headers), caller.get(path, headers));
    }

    /** Waits until the read models show what a command did, and reads then. */
    Answer getAfter(String title, Answer command, String path) {
        return get(title, path, "Tidemark-After", command.cursor());
    }

    Answer post(String title, String path, String json, String... headers) {
        return text.exchange(title, request("POST", path, json, headers), caller.post(path, json, headers));
    }

    Answer patch(String title, String path, String json, String... headers) {
        return text.exchange(title, request("PATCH", path, json, headers), caller.patch(path, json, headers));
    }

    Answer delete(String title, String path, String... headers) {
        return text.exchange(title, request("DELETE", path, "", headers), caller.delete(path, headers));
    }

    /** Sends a request of any method, without a body. */
    Answer send(String title, String method, String path, String... headers) {
        var answer = caller.send(method, path, BodyPublishers.noBody(), headers);
        return text.exchange(title, request(method, path, "", headers), answer);
    }

    Answer upload(String title, String path, String shown, Multipart body) {
        var request = request("POST", path, shown, "Content-Type", "multipart/form-data; boundary=…");
        return text.exchange(title, request, body.sentBy(caller, path));
    }

    /** The request as the text shows it. A body is JSON unless the headers say otherwise. */
    String request(String method, String path, String body, String... headers) {
        var lines = new ArrayList<>(List.of(method + " " + path));
        if (!name.isEmpty()) {
            lines.add("Authorization: Bearer <token of " + name + ">");
        }
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i] + ": " + headers[i + 1]);
        }
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            lines.add("Content-Type: application/json");
        }
        if (!body.isEmpty()) {
            lines.addAll(List.of("", ProtocolText.shown(body)));
        }
        return String.join("\n", lines) + "\n";
    }
}
