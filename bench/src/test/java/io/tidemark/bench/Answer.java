package io.tidemark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers with a length off a connection that is kept, one after the other. */
final class Answer {

    private final StringBuilder head = new StringBuilder();
    private boolean inBody;
    private int status;
    private int left;
    private String location = "";

    /** Takes bytes until an answer is complete, and tells whether it is. */
    boolean take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !inBody) {
            head.append((char) bytes.get());
            if (head.length() >= 4 && head.charAt(head.length() - 1) == '\n' && endsWithEmptyLine()) {
                readHead();
            }
        }
        if (inBody) {
            int skipped = Math.min(left, bytes.remaining());
            bytes.position(bytes.position() + skipped);
            left -= skipped;
            inBody = left > 0;
            return !inBody;
        }
        return false;
    }

    private boolean endsWithEmptyLine() {
        return head.charAt(head.length() - 3) == '\n';
    }

    private void readHead() throws IOException {
        left = -1;
        for (var line : head.toString().lines().toList()) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("http/1.1 ")) {
                status = Integer.parseInt(line.substring(9, 12));
            } else if (lower.startsWith("content-length:")) {
                left = Integer.parseInt(line.substring(15).strip());
            } else if (lower.startsWith("location:")) {
                location = line.substring(9).strip();
            }
        }
        if (left < 0) {
            throw new IOException("an answer without a length: " + head);
        }
        head.setLength(0);
        inBody = true;
    }

    int status() {
        return status;
    }

    /** Where what was created is. */
    String location() {
        return location;
    }

    /** @param headers each with its end of line */
    static ByteBuffer request(String method, String path, String token, String headers, String body) {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var type = method.equals("PATCH") ? "merge-patch+json" : "json";
        var head = String.join(
                        "\r\n",
                        method + " " + path + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + token,
                        headers + "Content-Type: application/" + type,
                        "Content-Length: " + content.length,
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + content.length)
                .put(head)
                .put(content)
                .flip();
    }
}
