package io.tidemark.standalone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that no client means to send: each is right in most of its parts and odd in some. */
final class RandomRequest {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
    private static final Pattern VALUE = Pattern.compile(":(\"[^\"]*\"|[0-9]+|\\[[^\\]]*])");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "QUERY");

    private static final List<String> ODD_SEGMENTS = List.of(
            "",
            ".",
            "..",
            "%2e%2e",
            "%2f",
            "%00",
            "%0d%0aX-Odd:1",
            "%ff",
            "%",
            "null",
            "-1",
            "0",
            "1e999",
            "00000000-0000-0000-0000-000000000000",
            "6F1C2D4E-0000-4000-8000-000000000001",
            "a;b=c",
            "%E2%80%AE",
            "a".repeat(3_000));

    private static final List<String> PARAMETERS = List.of(
            "limit",
            "after",
            "q",
            "tag",
            "category",
            "status",
            "repo",
            "from",
            "to",
            "types",
            "lastEventId",
            "access_token",
            "user",
            "actor",
            "aggregate",
            "asOf",
            "type",
            "order",
            "format",
            "size");

    private static final List<String> ODD_VALUES = List.of(
            "",
            "0",
            "-1",
            "1",
            "200",
            "201",
            "99999999999999999999",
            "1e5",
            "NaN",
            "true",
            "null",
            "[]",
            "a%00b",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "%25",
            "%",
            "a|b",
            "2026-13-45T99:99:99Z",
            "2026-01-01T00:00:00Z",
            "x.1",
            "k7q2m1c0.1234",
            "reply:created",
            "reply:created,,odd",
            "'%20OR%201=1--",
            "open",
            "draft",
            "b".repeat(5_000));

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Type",
            "Content-Encoding",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Last-Event-ID",
            "Tidemark-After",
            "X-Correlation-ID",
            "traceparent",
            "Range",
            "Origin",
            "Cookie",
            "X-Forwarded-For",
            "X-HTTP-Method-Override",
            "Expect",
            "If-Modified-Since",
            "Authorization");

    private static final List<String> ODD_HEADER_VALUES = List.of(
            "",
            "*",
            "*/*",
            "text/event-stream",
            "application/json",
            "application/merge-patch+json",
            "text/plain;charset=utf-7",
            "a/b,".repeat(60),
            "a/b;q=2",
            "/",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "gzip",
            "\"1\"",
            "W/\"1\"",
            "\"",
            "x.1",
            "bytes=0-",
            "bytes=9999999-",
            "bytes=a",
            "null",
            "https://evil.example.com",
            "\u00ff\u00fe",
            "a\tb",
            "Bearer",
            "Bearer a.b.c",
            "Basic YTpi",
            "k".repeat(300),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private static final List<String> ODD_JSON = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "1e999999999",
            "0.1",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[null]",
            "[[[[]]]]",
            "\"" + "c".repeat(20_000) + "\"",
            "{\"a\":{\"a\":{}}}",
            "99999999999999999999999",
            "\"\u202e\"",
            "\"2026-01-01T00:00:00Z\"");

    private static final List<String> BODIES = List.of(
            "{\"title\":\"Odd\",\"content\":\"Hello\",\"category\":\"x\",\"tags\":[\"a\"]}",
            "{\"name\":\"Odd\",\"description\":\"Hello\"}",
            "{\"name\":\"Odd\",\"price\":\"1.50\",\"currency\":\"EUR\",\"imageUrl\":\"https://example.com/a.png\"}",
            "{\"status\":\"enriched\",\"generatedCaption\":\"Odd\"}",
            "{\"localId\":\"odd\",\"repoOwner\":\"a\",\"repoName\":\"b\",\"prNumber\":1,\"startedAt\":\"2026-01-01T00:00:00Z\"}",
            "{\"localId\":\"odd\",\"durationSeconds\":60}",
            "{\"localId\":\"odd\",\"activities\":[{\"localId\":\"1\",\"kind\":\"comment\",\"at\":\"2026-01-01T00:00:00Z\"}]}",
            "{\"operations\":[{\"op\":\"end\",\"localId\":\"odd\"}]}",
            "{\"user\":\"odd\",\"roles\":[\"auditor\"]}");

    private final Random random;
    private final List<Endpoint> endpoints;
    private final List<String> ids;

    /** @param ids of things that there are */
    RandomRequest(Random random, List<Endpoint> endpoints, List<String> ids) {
        this.random = random;
        this.endpoints = endpoints;
        this.ids = ids;
    }

    /** The next one: each character is a byte. */
    String next(String token) {
        var endpoint = any(endpoints);
        var body = random.nextInt(3) == 0 ? "" : body();
        var head = new ArrayList<String>();
        head.add("%s %s%s HTTP/1.1".formatted(method(endpoint), path(endpoint), query()));
        head.add("Host: localhost");
        head.add("Connection: close");
        if (!token.isEmpty()) {
            head.add("Authorization: Bearer " + token);
        }
        if (random.nextInt(4) > 0) {
            head.add("Content-Type: application/json");
        }
        while (random.nextInt(3) == 0) {
            head.add(any(HEADERS) + ": " + any(ODD_HEADER_VALUES));
        }
        var bytes = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        head.add("Content-Length: " + bytes.length());
        return String.join("\r\n", head) + "\r\n\r\n" + bytes;
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String method(Endpoint endpoint) {
        return random.nextInt(10) == 0 ? any(METHODS) : endpoint.method();
    }

    private String path(Endpoint endpoint) {
        return VARIABLE.matcher(endpoint.path())
                .replaceAll(variable -> Matcher.quoteReplacement(random.nextInt(3) == 0 ? any(ODD_SEGMENTS) : any(ids)))
                .replace("**", any(ODD_SEGMENTS));
    }

    private String query() {
        var query = new StringBuilder();
        while (random.nextInt(2) == 0) {
            query.append(query.isEmpty() ? "?" : "&")
                    .append(any(PARAMETERS))
                    .append('=')
                    .append(any(ODD_VALUES));
        }
        return query.toString();
    }

    private String body() {
        var body = VALUE.matcher(any(BODIES))
                .replaceAll(value ->
                        Matcher.quoteReplacement(random.nextInt(5) == 0 ? ":" + any(ODD_JSON) : value.group()));
        return random.nextInt(10) == 0 ? body.substring(random.nextInt(body.length())) : body;
    }
}
