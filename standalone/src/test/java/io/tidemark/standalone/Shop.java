package io.tidemark.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A user's business with a product.
 *
 * @param business the answer that it was created with
 * @param product the answer that it was created with
 */
record Shop(RunningTidemark tidemark, Caller owner, Answer business, Answer product) {

    static final String BUSINESSES = "/api/businesses";

    private static final int TIMEOUT_MILLIS = 20_000;

    /** The shop of a user whom nobody else knows. */
    static Shop of(RunningTidemark tidemark, String name) {
        var owner = tidemark.newUser();
        var business = owner.post(BUSINESSES, "{\"name\":\"%s\",\"description\":\"Boats\"}".formatted(name))
                .is(201);
        var product = owner.post("/api/products/" + business.text("id"), """
                {"name":"Rope of %s","description":"Ten metres","price":12.50,"currency":"EUR"}""".formatted(name))
                .is(201);
        return new Shop(tidemark, owner, business, product);
    }

    /** Somebody who reports what became of enrichments. */
    static Caller workflow(RunningTidemark tidemark) {
        var user = "workflow-" + UUID.randomUUID();
        var signedIn = tidemark.anybody()
                .post("/api/auth/token", "{\"user\":\"%s\",\"roles\":[\"workflow\"]}".formatted(user));
        return tidemark.with(signedIn.text("access_token"));
    }

    String businessId() {
        return business.text("id");
    }

    /** The path of its products. */
    String products() {
        return "/api/products/" + businessId();
    }

    /** The path of its product. */
    String path() {
        return product.location();
    }

    /** The path of its product, for those who were there before. */
    String oldPath() {
        return "/api/products/update/" + businessId() + "/" + product.text("id");
    }

    Answer patch(String json) {
        return owner.patch(path(), json);
    }

    Answer enrich() {
        return owner.post(path() + "/enrich", "");
    }

    Answer upload(Multipart body, String... headers) {
        return body.sentBy(owner, path() + "/image", headers);
    }

    /** Sends the beginning of an upload, and no more. */
    Socket beginUpload() {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), tidemark.port());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var request = List.of(
                    "POST %s/image HTTP/1.1".formatted(path()),
                    "Host: localhost",
                    "Authorization: Bearer " + owner.token(),
                    "Content-Type: multipart/form-data; boundary=x",
                    "Content-Length: 1000",
                    "",
                    "--x",
                    "Content-Disposition: form-data; name=\"image\"; filename=\"a\"",
                    "",
                    "PNG, I mean it");
            socket.getOutputStream().write(String.join("\r\n", request).getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
