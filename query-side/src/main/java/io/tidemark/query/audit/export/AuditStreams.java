package io.tidemark.query.audit.export;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.log.Epoch;
import io.tidemark.query.audit.AuditEntries;
import io.tidemark.query.audit.AuditEntry;
import io.tidemark.query.audit.AuditFilter;
import io.tidemark.query.audit.AuditLog;
import io.tidemark.query.audit.AuditRange;
import io.tidemark.query.audit.AuditTuning;
import io.tidemark.query.feed.live.FrameEncoder;
import io.tidemark.query.read.PositionWaiters;
import io.tidemark.query.read.share.ReadShares;
import io.tidemark.query.stream.ControlFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the chunks of long answers. Each chunk is read when it is requested. */
@Component
class AuditStreams {

    private final AuditLog log;
    private final AuditEntries entries;
    private final Epoch epoch;
    private final HighWaterMark feedHighWaterMark;
    private final PositionWaiters waiters;
    private final FrameEncoder encoder;
    private final ControlFrames control;
    private final ReadShares shares;
    private final int pageEvents;

    AuditStreams(
            AuditLog log,
            AuditEntries entries,
            Epoch epoch,
            @Qualifier("feedHighWaterMark") HighWaterMark feedHighWaterMark,
            PositionWaiters waiters,
            FrameEncoder encoder,
            ControlFrames control,
            ReadShares shares,
            AuditTuning tuning) {
        this.log = log;
        this.entries = entries;
        this.epoch = epoch;
        this.feedHighWaterMark = feedHighWaterMark;
        this.waiters = waiters;
        this.encoder = encoder;
        this.control = control;
        this.shares = shares;
        this.pageEvents = tuning.pageEvents();
    }

    /** All entries of a range, and an end mark. */
    Flux<byte[]> whole(String user, AuditRange range, AuditFormat format) {
        return Flux.defer(() -> {
            var walk = new Walk(user, range);
            var pages = Flux.<Mono<byte[]>>generate(sink -> {
                if (walk.position < range.upTo()) {
                    sink.next(walk.page(range.upTo(), entry -> bytes(format.entry(entry))));
                } else {
                    sink.complete();
                }
            });
            var end = Mono.fromSupplier(
                    () -> bytes(format.end(epoch.at(range.head()).toString())));
            return Flux.concat(Mono.just(bytes(format.head())), oneByOne(pages), end)
                    .filter(bytes -> bytes.length > 0);
        });
    }

    /** All entries from the start of a range, and new ones as they happen, as frames. */
    Flux<byte[]> live(String user, AuditRange range) {
        return Flux.defer(() -> {
            var walk = new Walk(user, range);
            return oneByOne(Flux.<Mono<byte[]>>generate(sink -> sink.next(walk.next())))
                    .filter(bytes -> bytes.length > 0);
        });
    }

    /** Starts each page when the one before has ended. */
    private static Flux<byte[]> oneByOne(Flux<Mono<byte[]>> pages) {
        return pages.concatMap(page -> page, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The position of one reader in the log. */
    private final class Walk {

        private final String user;
        private final AuditFilter filter;
        private long position;
        private Mono<Long> checkpointDue = Mono.just(0L); // The first is due when the reader has caught up.

        private Walk(String user, AuditRange range) {
            this.user = user;
            this.filter = range.filter();
            this.position = range.after();
        }

        private Mono<byte[]> page(long upTo, Function<AuditEntry, byte[]> format) {
            return shares.part(user, () -> {
                var page = log.read(filter, position, upTo, pageEvents);
                var chunk = new ByteArrayOutputStream();
                entries.of(page.events()).forEach(entry -> chunk.writeBytes(format.apply(entry)));
                position = page.reached();
                return chunk.toByteArray();
            });
        }

        /** The cursor also advances while no entry matches. */
        private Mono<byte[]> next() {
            long head = feedHighWaterMark.position();
            return position < head
                    ? page(head, this::frame).map(bytes -> bytes.length == 0 && position < head ? checkpoint() : bytes)
                    : Mono.firstWithSignal(
                            checkpointDue.map(due -> checkpoint()),
                            waiters.reached(position + 1).thenReturn(new byte[0]));
        }

        private byte[] frame(AuditEntry entry) {
            return encoder.frame(entry.type(), entry, entry.cursor());
        }

        private byte[] checkpoint() {
            checkpointDue = Mono.delay(control.checkpointInterval()).cache();
            return control.checkpoint(position, Math.max(position, feedHighWaterMark.position()));
        }
    }
}
