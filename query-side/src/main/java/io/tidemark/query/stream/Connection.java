package io.tidemark.query.stream;

import io.tidemark.query.feed.live.ChannelUpdateEmitter;
import io.tidemark.query.feed.live.FeedTail;
import io.tidemark.query.feed.live.FeedUpdate;
import io.tidemark.query.feed.live.Frame;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.feed.store.FeedEntry;
import io.tidemark.query.feed.store.FeedPage;
import io.tidemark.query.stream.lifetime.CloseReason;
import io.tidemark.query.stream.lifetime.StreamLifetime;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;
import reactor.util.retry.Retry;

/**
 * One client's stream: a cursor on its channel. It passes on each update that continues at the cursor. After a gap, or
 * when the client was too slow for the updates, it reads the feed from the cursor. It produces only what the client
 * requests, and reads at most one page ahead.
 */
class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final byte[] NOTHING = {};

    /** Initial size of the queue. Nearly always it is enough; the queue can grow. */
    private static final int FEW = 8;

    private final FollowChannel query;
    private final Tools tools;

    /** Signals may be emitted re-entrantly, one thread at a time. {@code Sinks.many()} would refuse that. */
    private final Sinks.Many<Signal> toSelf = Sinks.unsafe()
            .many()
            .unicast()
            .onBackpressureBuffer(Queues.<Signal>unbounded(FEW).get());

    private final Sinks.Empty<Void> begun = Sinks.empty();
    private final Disposable.Swap reading = Disposables.swap();
    private long cursor;
    private boolean behind;
    private boolean ended;
    private long skipped;

    /** What all connections share. */
    record Tools(
            StreamReads reads,
            ResumeHandler resumeHandler,
            FeedTail tail,
            ChannelUpdateEmitter updates,
            FrameEncoder encoder,
            ControlFrames control,
            DeliveryLatency latency) {}

    Connection(FollowChannel query, Tools tools) {
        this.query = query;
        this.tools = tools;
    }

    /**
     * Something that happens to the connection. Signals are handled one by one, each when the client has taken the
     * bytes of the one before.
     *
     * @param canWait whether other signals go first, so that a busy channel does not delay the server's own frames
     */
    private record Signal(boolean canWait, Supplier<byte[]> reaction) {}

    /**
     * The whole stream, from the resume decision to the goodbye.
     *
     * @param following the subscription query
     * @param steps the steps towards the stream's end
     */
    Flux<byte[]> chunks(SubscriptionQueryResult<ResumePoint, FeedUpdate> following, Flux<StreamLifetime.Step> steps) {
        return Flux.mergePriority(
                        1,
                        Comparator.comparing(Signal::canWait),
                        toSelf.asFlux(),
                        following
                                .updates()
                                .delaySubscription(begun.asMono())
                                .map(update -> new Signal(true, () -> take(update))),
                        Flux.interval(tools.control().checkpointInterval())
                                .onBackpressureDrop()
                                .delaySubscription(begun.asMono())
                                .map(tick -> new Signal(false, this::checkpoint)),
                        steps.flatMap(this::inTime).map(step -> new Signal(false, () -> take(step))))
                .doOnSubscribe(started -> decide(following.initialResult()))
                .map(signal -> signal.reaction().get())
                .onErrorResume(failure -> Mono.just(unavailable(failure)))
                .filter(bytes -> bytes.length > 0)
                .takeUntil(bytes -> ended)
                .doFinally(end -> reading.dispose());
    }

    /** The resume decision is the first frame, unless the stream ends before it. */
    private Mono<StreamLifetime.Step> inTime(StreamLifetime.Step step) {
        return step instanceof StreamLifetime.End
                ? Mono.just(step)
                : begun.asMono().thenReturn(step);
    }

    private void tellSelf(boolean canWait, Supplier<byte[]> reaction) {
        toSelf.emitNext(new Signal(canWait, reaction), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private void decide(Mono<ResumePoint> verdict) {
        reading.update(tools.reads()
                .verdict(verdict)
                .subscribe(
                        resumePoint -> tellSelf(false, () -> begin(resumePoint)),
                        failure -> tellSelf(false, () -> goodbye(new StreamLifetime.End(withoutVerdict(failure))))));
    }

    private static CloseReason withoutVerdict(Throwable failure) {
        return failure instanceof RejectedExecutionException ? CloseReason.OVERLOAD : CloseReason.UNAVAILABLE;
    }

    private byte[] begin(ResumePoint resumePoint) {
        var verdict = goOnFrom(resumePoint);
        begun.tryEmitEmpty();
        return verdict;
    }

    private byte[] goOnFrom(ResumePoint resumePoint) {
        if (resumePoint.decision().mode() == ResumeMode.RESET) {
            ended = true;
            return tools.control().reset(resumePoint.decision());
        }
        goOnAt(resumePoint.cursor(), resumePoint.behind());
        return tools.control().sync(resumePoint.decision());
    }

    /** Reads the updates that were skipped in the meantime, unless the cursor has passed them. */
    private void goOnAt(long position, boolean more) {
        reading.replace(Disposables.disposed()); // It has ended, and would keep its objects in memory.
        cursor = position;
        behind = false;
        if (more || skipped > cursor) {
            fallBehind();
        }
    }

    /** Queues the read of the next page. Updates until then are skipped; the page has them. */
    private void fallBehind() {
        behind = true;
        skipped = 0;
        reading.update(tools.reads()
                .page(query, cursor, this::reactionTo)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .subscribe(reaction -> tellSelf(true, reaction)));
    }

    /** The reaction to a page. It holds only the page's frames, which are encoded on the thread that reads. */
    private Supplier<byte[]> reactionTo(FeedPage page) {
        long head = page.head();
        if (page.removed()) {
            return () -> goOnFrom(tools.resumeHandler().expired(head));
        }
        var frames = framesOf(page.entries());
        long reached = page.reached();
        boolean more = page.more();
        return () -> {
            goOnAt(reached, more);
            return frames;
        };
    }

    private byte[] framesOf(List<FeedEntry> entries) {
        var frames =
                new StringBuilder(entries.stream().mapToInt(FrameEncoder::size).sum());
        for (var entry : entries) {
            if (query.asksFor(entry)) {
                tools.encoder().append(frames, entry);
            }
        }
        return FrameEncoder.bytes(frames);
    }

    private byte[] take(FeedUpdate update) {
        if (behind) {
            skip(update);
            return NOTHING;
        }
        var wanted = new ArrayList<Frame>(update.frames().size());
        boolean complete = !update.overflowed();
        for (var frame : update.frames()) {
            var entry = frame.entry();
            if (entry.previous() > cursor) {
                complete = false; // An entry before it is missing.
                break;
            }
            if (entry.position() > cursor) {
                cursor = entry.position();
                if (query.asksFor(entry)) {
                    wanted.add(frame);
                    tools.latency().delivered(entry.at());
                }
            }
        }
        if (!complete) {
            fallBehind();
        }
        return bytesOf(wanted);
    }

    /** A single frame, the usual case, is the same array for all connections. */
    private static byte[] bytesOf(List<Frame> frames) {
        if (frames.size() == 1) {
            return frames.get(0).bytes();
        }
        var bytes = new ByteArrayOutputStream();
        frames.forEach(frame -> bytes.writeBytes(frame.bytes()));
        return bytes.toByteArray();
    }

    private void skip(FeedUpdate update) {
        var frames = update.frames();
        skipped = update.overflowed()
                ? Long.MAX_VALUE
                : Math.max(skipped, frames.get(frames.size() - 1).entry().position());
    }

    private byte[] take(StreamLifetime.Step step) {
        return step instanceof StreamLifetime.Expiring expiring
                ? tools.control().expiring(expiring.at(), cursor)
                : goodbye((StreamLifetime.End) step);
    }

    /**
     * Advances the cursor of a quiet client. The tail has offered all entries up to its position. If the last entry
     * offered to the channel is at or before the cursor, the client has everything up to the tail's position.
     */
    private byte[] checkpoint() {
        long head = tools.tail().position();
        if (!behind && tools.updates().lastOffered(query.channel()) <= cursor) {
            cursor = Math.max(cursor, head);
        }
        return tools.control().checkpoint(cursor, Math.max(cursor, head));
    }

    private byte[] unavailable(Throwable failure) {
        LOG.warn("Closing a stream after an unexpected failure", failure);
        return goodbye(new StreamLifetime.End(CloseReason.UNAVAILABLE));
    }

    private byte[] goodbye(StreamLifetime.End end) {
        ended = true;
        return tools.control().goodbye(end);
    }
}
