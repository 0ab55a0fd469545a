package io.tidemark.query.stream;

import io.tidemark.edge.auth.CallerStanding;
import io.tidemark.query.stream.lifetime.CloseReason;
import io.tidemark.query.stream.lifetime.ConnectionRegistry;
import io.tidemark.query.stream.lifetime.StreamLifetime;
import io.tidemark.query.stream.lifetime.StreamLoad;
import io.tidemark.query.stream.wire.BackpressuredResponse;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams frames to a client: takes a slot, sends at the client's pace, and ends the stream with a goodbye. */
@Component
public class ClientStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ClientStreams.class);
    private static final MediaType EVENT_STREAM =
            new MediaType(MediaType.TEXT_EVENT_STREAM, Map.of("charset", "UTF-8"));

    private final ConnectionRegistry connections;
    private final StreamLifetime lifetime;
    private final ControlFrames control;
    private final CallerStanding standing;

    ClientStreams(
            ConnectionRegistry connections, StreamLifetime lifetime, ControlFrames control, CallerStanding standing) {
        this.connections = connections;
        this.lifetime = lifetime;
        this.control = control;
        this.standing = standing;
        standing.onChange(connections::endShutOut);
    }

    /** Makes the chunks of a stream from the steps towards its end. Completes after the goodbye. */
    interface Source {

        Flux<byte[]> chunks(Flux<StreamLifetime.Step> steps);
    }

    /** How many streams of all kinds this process holds. */
    public StreamLoad load() {
        return connections.load();
    }

    /**
     * Sends frames until the client leaves or the stream's lifetime is over. The result completes then.
     *
     * @param frames complete frames; each chunk is requested when the one before is sent
     */
    public Mono<Void> serve(JwtAuthenticationToken caller, ServerHttpResponse response, Flux<byte[]> frames) {
        describe(response.getHeaders());
        return BackpressuredResponse.write(response, chunks(caller, steps -> untilTheEnd(frames, steps)));
    }

    /** The same with less memory: the result completes first, and the stream goes on without the request. */
    Mono<Void> open(JwtAuthenticationToken caller, ServerHttpResponse response, Source source) {
        describe(response.getHeaders());
        return BackpressuredResponse.stream(response, chunks(caller, source));
    }

    /** A stream that is nothing but a reset, for a client whose last id is unusable. */
    public Mono<Void> reset(ServerHttpResponse response, String lastEventId, long head) {
        describe(response.getHeaders());
        return BackpressuredResponse.write(response, Flux.just(control.reset(lastEventId, head)));
    }

    /** A stream that is nothing but a goodbye. */
    Mono<Void> refuse(ServerHttpResponse response, CloseReason reason) {
        describe(response.getHeaders());
        return BackpressuredResponse.write(response, Flux.just(control.goodbye(new StreamLifetime.End(reason))));
    }

    private Flux<byte[]> chunks(JwtAuthenticationToken caller, Source source) {
        var name = caller.getName();
        var expiry = caller.getToken().getExpiresAt();
        return Flux.defer(() -> {
            var slot = connections.enter(name, () -> standing.isShutOut(caller));
            return slot == null
                    ? Flux.just(control.goodbye(new StreamLifetime.End(CloseReason.OVERLOAD)))
                    : source.chunks(lifetime.steps(expiry, slot.ending())).doFinally(ended -> slot.leave());
        });
    }

    private static void describe(HttpHeaders headers) {
        headers.setContentType(EVENT_STREAM);
        headers.setCacheControl("no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
    }

    /** Frames to send, or a step towards the end of the stream. Steps go first. */
    private sealed interface Signal {}

    private record Frames(ByteBuffer bytes) implements Signal {}

    private record Stepped(StreamLifetime.Step step) implements Signal {}

    private Flux<byte[]> untilTheEnd(Flux<byte[]> frames, Flux<StreamLifetime.Step> steps) {
        Flux<Signal> data =
                frames.<Signal>map(bytes -> new Frames(ByteBuffer.wrap(bytes))).onErrorResume(this::unavailable);
        return Flux.mergePriority(1, Comparator.comparing(Frames.class::isInstance), data, steps.map(Stepped::new))
                .takeUntil(ClientStreams::isLast)
                .map(this::bytes);
    }

    private Mono<Signal> unavailable(Throwable failure) {
        LOG.warn("Closing a dashboard or audit stream that cannot be read: {}", failure.toString());
        return Mono.just(new Stepped(new StreamLifetime.End(CloseReason.UNAVAILABLE)));
    }

    private static boolean isLast(Signal signal) {
        return signal instanceof Stepped stepped && stepped.step() instanceof StreamLifetime.End;
    }

    private byte[] bytes(Signal signal) {
        if (signal instanceof Frames frames) {
            return frames.bytes().array();
        }
        return ((Stepped) signal).step() instanceof StreamLifetime.Expiring expiring
                ? control.expiring(expiring.at())
                : control.goodbye((StreamLifetime.End) ((Stepped) signal).step());
    }
}
