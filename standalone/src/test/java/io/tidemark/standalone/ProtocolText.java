package io.tidemark.standalone;

import io.tidemark.testkit.SseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Requests with their answers, and frames, written down as examples of the protocol. */
final class ProtocolText {

    private static final int LONGEST_BODY = 400;

    private static final Set<String> OF_EVERY_ANSWER = Set.of(
            "content-security-policy: default-src 'self'",
            "referrer-policy: no-referrer",
            "vary: Origin",
            "vary: Access-Control-Request-Method",
            "vary: Access-Control-Request-Headers",
            "x-content-type-options: nosniff",
            "x-frame-options: DENY",
            "x-xss-protection: 0");

    private static final Set<String> NOT_CACHED =
            Set.of("cache-control: no-cache, no-store, max-age=0, must-revalidate", "expires: 0", "pragma: no-cache");

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "transfer-encoding");

    private final RunningTidemark tidemark;
    private final StableNames names;
    private final StringBuilder text =
            new StringBuilder("What is in <angle brackets> differs from run to run, or is shortened.\n\n");

    ProtocolText(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        var cursor = tidemark.newUser().get(Caller.REPLIES).is(200).cursor();
        this.names = new StableNames(cursor.substring(0, cursor.indexOf('.')));
    }

    StableNames names() {
        return names;
    }

    /** A new user, who is shown by a short name. */
    RecordedCaller user(String name, String... roles) {
        var user = names.show(name + "-" + UUID.randomUUID(), name);
        return new RecordedCaller(tidemark.as(user, roles), name, this);
    }

    /** A caller without a token. */
    RecordedCaller anybody() {
        return new RecordedCaller(tidemark.anybody(), "", this);
    }

    void chapter(String title) {
        text.append("# %s\n\n".formatted(title));
    }

    /** Writes a request and its answer down. The headers that nearly every answer has become one line. */
    Answer exchange(String title, String request, Answer answer) {
        var headers = headers(answer);
        var first = shortened(headers, OF_EVERY_ANSWER, "<the headers of every answer>")
                + shortened(headers, NOT_CACHED, "<not to be cached>");
        return exchange(title, request, answer, first + lines(headers));
    }

    /** Writes down every header of the answer. */
    Answer wholeExchange(String title, String request, Answer answer) {
        return exchange(title, request, answer, lines(headers(answer)));
    }

    private Answer exchange(String title, String request, Answer answer, String headers) {
        example(title, request, answer.status() + "\n" + headers + body(answer));
        return answer;
    }

    private static List<String> headers(Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey()))
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** If all of the usual headers are there, they are taken out, and one line says so. */
    private static String shortened(List<String> headers, Set<String> usual, String name) {
        return Set.copyOf(headers).containsAll(usual) && headers.removeAll(usual) ? name + "\n" : "";
    }

    private static String lines(List<String> headers) {
        return headers.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String body(Answer answer) {
        if (answer.body().isEmpty()) {
            return "";
        }
        boolean isImage = answer.header("Content-Type").startsWith("image/");
        return "\n" + (isImage ? "<image>" : answer.body().replace("\r\n", "<CR><LF>\n")) + "\n";
    }

    /** Writes down frames of a stream. */
    void frames(String title, String request, List<SseFrame> frames) {
        example(title, request, frames.stream().map(SseFrame::text).collect(Collectors.joining()));
    }

    void example(String title, String request, String answer) {
        var shown = names.in(answer).stripTrailing();
        text.append("## %s\n\n%s\n\n%s\n\n\n".formatted(title, names.in(request).stripTrailing(), shown));
    }

    /** A body as a request shows it: as sent if it is short enough to be read. */
    static String shown(String body) {
        return StableNames.withoutTokens(body).length() <= LONGEST_BODY
                ? body
                : body.substring(0, LONGEST_BODY / 2) + "… (" + body.length() + " characters)";
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
