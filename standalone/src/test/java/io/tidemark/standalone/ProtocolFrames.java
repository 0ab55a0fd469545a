package io.tidemark.standalone;

import static io.tidemark.standalone.Caller.REPLIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.testkit.SseFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One of each frame: the verdicts, each event, what the server says of a stream, and the frames of the other streams. */
final class ProtocolFrames {

    private static final Duration CEILING = Duration.ofSeconds(20);
    private static final int STREAMS_OF_ONE_USER = 5;

    private final RunningTidemark tidemark;
    private final ProtocolText text;
    private final RecordedCaller ann;
    private final String beginning;

    private ProtocolFrames(RunningTidemark tidemark) {
        this.tidemark = tidemark;
        text = new ProtocolText(tidemark);
        ann = text.user("ann");
        beginning = ann.caller().get(REPLIES).is(200).cursor().replaceFirst("\\..*", ".0");
    }

    static String written(RunningTidemark tidemark) {
        var frames = new ProtocolFrames(tidemark);
        var wholeStream = frames.wholeStream();
        var last = frames.history();
        frames.text.chapter("The stream");
        wholeStream.join().run();
        frames.resets();
        frames.events(last);
        frames.eviction();
        frames.text.chapter("The other streams");
        frames.audit();
        frames.dashboard();
        return frames.text.toString();
    }

    /** The token ends soon: the server says so at once, and then ends the stream. */
    private CompletableFuture<Runnable> wholeStream() {
        var amy = text.user("amy");
        var path = "/api/stream";
        var soonOver = tidemark.with(ShortToken.of(tidemark, amy.caller().user(), Duration.ofSeconds(4)));
        return CompletableFuture.supplyAsync(() -> soonOver.get(path))
                .thenApply(answer -> () -> text.exchange(
                        "A stream from now on, under a token that ends soon", amy.request("GET", path, ""), answer));
    }

    private Answer history() {
        var history = new ProtocolHistory(tidemark, text.names(), ann.caller());
        history.reply();
        history.shop();
        var last = history.session();
        ann.caller().getAfter(last, REPLIES).is(200);
        return last;
    }

    private void resets() {
        var epoch = beginning.replaceFirst("\\..*", "");
        reset("A cursor that is none", "x");
        reset("A cursor of another history", "a0000000.7");
        reset("A cursor beyond the log", epoch + ".999999999");
    }

    private void reset(String title, String cursor) {
        try (var stream = follow("/api/stream", cursor, frames -> frames.size() > 1)) {
            write(title, "/api/stream", cursor, stream.frames());
        }
    }

    private void events(Answer last) {
        try (var stream =
                follow("/api/stream", beginning, frames -> last.cursor().equals(lastId(frames)))) {
            write("The verdict on a good cursor, and each event", "/api/stream", beginning, stream.frames());
            assertThat(stream.frames().stream().filter(SseFrame::isChange))
                    .extracting(SseFrame::event)
                    .containsAll(ProtocolHistory.namesOfAllEvents());
        }
    }

    private static @Nullable String lastId(List<SseFrame> frames) {
        var last = frames.isEmpty() ? null : frames.get(frames.size() - 1);
        return last != null && last.hasId() ? last.id() : null;
    }

    private void eviction() {
        var title = "The oldest stream of a user who opens one more than five";
        try (var oldest = follow("/api/stream", null, frames -> !frames.isEmpty())) {
            var others = IntStream.range(0, STREAMS_OF_ONE_USER)
                    .mapToObj(i -> follow("/api/stream", null, frames -> !frames.isEmpty()))
                    .toList();
            await().atMost(CEILING).until(oldest::hasEnded);
            others.forEach(StreamClient::close);
            write(title, "/api/stream", null, oldest.frames());
        }
    }

    private void audit() {
        var path = "/api/audit/events?type=reply:created&after=" + beginning;
        try (var stream = follow(path, null, frames -> frames.size() > 1)) {
            write(
                    "An entry of the audit, and a checkpoint",
                    path,
                    null,
                    stream.frames().subList(0, 2));
        }
    }

    private void dashboard() {
        var boss = text.user("boss", "admin");
        var path = "/api/dashboard/stream";
        try (var stream = new StreamClient(tidemark.port(), path, boss.caller().token(), null)) {
            await().atMost(CEILING).until(() -> !stream.frames().isEmpty());
            var frame = stream.frames().get(0);
            text.example("A dashboard", boss.request("GET", path, ""), Figures.hiddenIn(frame.text()));
        }
    }

    private StreamClient follow(String path, @Nullable String lastEventId, Predicate<List<SseFrame>> enough) {
        var stream = new StreamClient(tidemark.port(), path, ann.caller().token(), lastEventId);
        await().atMost(CEILING).until(() -> enough.test(stream.frames()));
        return stream;
    }

    private void write(String title, String path, @Nullable String lastEventId, List<SseFrame> frames) {
        var request = lastEventId == null
                ? ann.request("GET", path, "")
                : ann.request("GET", path, "", "Last-Event-ID", lastEventId);
        text.frames(title, request, frames);
    }
}
