package io.tidemark.standalone;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The body of an upload. */
final class Multipart {

    private static final String BOUNDARY = "----tidemark";

    private final byte[] bytes;

    private Multipart(byte[] bytes) {
        this.bytes = bytes;
    }

    static Multipart none() {
        return new Multipart(new byte[0]);
    }

    static Multipart image(byte[] content) {
        return none().file("image", "a.bin", "application/octet-stream", content);
    }

    Multipart file(String name, String fileName, String type, byte[] content) {
        return with(
                "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s"
                        .formatted(name, fileName, type),
                content);
    }

    Multipart field(String name, String value) {
        return with(
                "Content-Disposition: form-data; name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    }

    Multipart with(String headers, byte[] content) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes("--%s\r\n%s\r\n\r\n".formatted(BOUNDARY, headers).getBytes(StandardCharsets.UTF_8));
        all.writeBytes(content);
        all.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return new Multipart(all.toByteArray());
    }

    Answer sentBy(Caller caller, String path, String... headers) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        var withType = new ArrayList<>(List.of(headers));
        withType.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
        return caller.send(
                "POST", path, BodyPublishers.ofByteArray(all.toByteArray()), withType.toArray(String[]::new));
    }
}
