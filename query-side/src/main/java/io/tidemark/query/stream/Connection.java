package io.tidemark.query.stream;

import io.tidemark.query.feed.ChannelUpdates;
import io.tidemark.query.feed.Feed;
import io.tidemark.query.feed.FeedEntry;
import io.tidemark.query.feed.FeedProperties;
import io.tidemark.query.feed.FeedTail;
import io.tidemark.query.feed.FeedUpdate;
import io.tidemark.query.feed.FrameEncoder;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * One client's stream: a cursor on its channel. Updates that continue at the cursor are passed on; where they do not, and
 * after a client was too slow for them, the feed is read from the cursor. Nothing is read or made that was not asked for.
 */
class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Following query;
    private final Tools tools;
    private long cursor;
    private boolean behind;
    private boolean ended;
    private final Sinks.Many<Signal> toSelf = Sinks.many().unicast().onBackpressureBuffer();

    /** What all connections share. */
    record Tools(
            Feed feed,
            FeedTail tail,
            ChannelUpdates updates,
            FrameEncoder encoder,
            ControlFrames control,
            FeedProperties feedProperties,
            DeliveryLatency latency,
            Scheduler readPool) {}

    Connection(Following query, Tools tools) {
        this.query = query;
        this.tools = tools;
    }

    /** What happens to a connection, one after the other. */
    private sealed interface Signal {

        /** Whether it lets others go first, so that a busy channel does not hold up what the server has to say. */
        default boolean canWait() {
            return false;
        }
    }

    private record Updated(FeedUpdate update) implements Signal {

        @Override
        public boolean canWait() {
            return true;
        }
    }

    private record ReadOn() implements Signal {

        @Override
        public boolean canWait() {
            return true;
        }
    }

    private record Tick() implements Signal {}

    private record Stepped(Term.Step step) implements Signal {}

    /**
     * The whole stream, from the verdict to the goodbye.
     *
     * @param following the subscription query
     * @param steps what leads to the stream's end
     */
    Flux<byte[]> chunks(SubscriptionQueryResult<CatchUp, FeedUpdate> following, Flux<Term.Step> steps) {
        var signals = Flux.mergePriority(
                1,
                Comparator.comparing(Signal::canWait),
                toSelf.asFlux(),
                following.updates().map(Updated::new),
                Flux.interval(tools.control().checkpointInterval())
                        .onBackpressureDrop()
                        .map(tick -> new Tick()),
                steps.map(Stepped::new));
        return following
                .initialResult()
                .subscribeOn(tools.readPool())
                .flatMap(this::begin)
                .concatWith(signals.concatMap(this::react, 1))
                .onErrorResume(this::unavailable)
                .filter(bytes -> bytes.length > 0)
                .takeUntil(bytes -> ended);
    }

    private Mono<byte[]> begin(CatchUp catchUp) {
        cursor = catchUp.from();
        var first = new ByteArrayOutputStream();
        first.writeBytes(tools.control().sync(catchUp.verdict()));
        first.writeBytes(encoded(catchUp.missed()));
        cursor = catchUp.reached();
        if (catchUp.more()) {
            fallBehind();
        }
        return Mono.just(first.toByteArray());
    }

    /**
     * Has the next page read when it is its turn: between two pages of a long way back, tokens end and servers go down like
     * at any other time.
     */
    private void fallBehind() {
        behind = true;
        toSelf.emitNext(new ReadOn(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    private Publisher<byte[]> react(Signal signal) {
        if (signal instanceof Updated updated) {
            return behind ? Mono.empty() : passOn(updated.update()); // What is skipped here is read from the feed.
        }
        if (signal instanceof ReadOn) {
            return Mono.fromCallable(this::readPage).subscribeOn(tools.readPool());
        }
        if (signal instanceof Stepped stepped) {
            return Mono.just(take(stepped.step()));
        }
        return Mono.just(checkpoint());
    }

    private byte[] take(Term.Step step) {
        return step instanceof Term.Expiring expiring
                ? tools.control().expiring(expiring.at(), cursor)
                : goodbye(((Term.End) step).ending());
    }

    private Publisher<byte[]> passOn(FeedUpdate update) {
        var out = new ByteArrayOutputStream();
        boolean complete = !update.overflowed();
        for (var frame : update.frames()) {
            var entry = frame.entry();
            if (entry.previous() > cursor) {
                complete = false; // Something before it has not come through here.
                break;
            }
            if (entry.position() > cursor) {
                cursor = entry.position();
                if (query.asksFor(entry)) {
                    out.writeBytes(frame.bytes());
                    tools.latency().delivered(entry.at());
                }
            }
        }
        if (!complete) {
            fallBehind();
        }
        return Mono.just(out.toByteArray());
    }

    private byte[] readPage() {
        var limits = tools.feedProperties();
        var entries = tools.feed().page(query.channel(), cursor, limits.pageEvents(), limits.pageBytes());
        if (cursor < tools.feed().state().floor()) {
            throw new IllegalStateException("what follows the cursor was removed during the catch-up");
        }
        var bytes = encoded(entries);
        behind = false;
        if (!entries.isEmpty()) {
            fallBehind();
        }
        return bytes;
    }

    /** Encodes entries and moves the cursor behind them. */
    private byte[] encoded(List<FeedEntry> entries) {
        var out = new ByteArrayOutputStream();
        for (var entry : entries) {
            cursor = entry.position();
            if (query.asksFor(entry)) {
                out.writeBytes(tools.encoder().frame(entry).bytes());
            }
        }
        return out.toByteArray();
    }

    /**
     * Moves a quiet client's cursor on. All entries up to the tail's position were offered before it got there, so if the
     * last one offered to the channel is behind the cursor, nothing between the two is missing.
     */
    private byte[] checkpoint() {
        long head = tools.tail().position();
        if (!behind && tools.updates().lastOffered(query.channel()) <= cursor) {
            cursor = Math.max(cursor, head);
        }
        return tools.control().checkpoint(cursor, Math.max(cursor, head));
    }

    private Mono<byte[]> unavailable(Throwable failure) {
        LOG.warn("A stream ends because the feed cannot be read: {}", failure.toString());
        return Mono.just(goodbye(Ending.UNAVAILABLE));
    }

    private byte[] goodbye(Ending ending) {
        ended = true;
        return tools.control().goodbye(ending);
    }
}
