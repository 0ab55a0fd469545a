package io.tidemark.query.dashboard;

import io.tidemark.query.stream.ControlFrames;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The state of the system as it changes, read once for all who watch and not at all when nobody does. */
@Component
class LiveDashboard {

    /** Between two readings there are four times as long as the first took, so that watching never fills a database. */
    private static final int IDLE_SHARE = 4;

    /** A state, and the frame in which all who watch get it. */
    @SuppressWarnings("ArrayRecordComponent") // It is compared by its state alone.
    record Shown(Dashboard state, byte[] frame) {}

    private final DashboardReader reader;
    private final ControlFrames frames;
    private final DashboardTuning tuning;
    private final Scheduler readPool;
    private final Flux<Shown> states;

    LiveDashboard(DashboardReader reader, ControlFrames frames, DashboardTuning tuning, Scheduler readPool) {
        this.reader = reader;
        this.frames = frames;
        this.tuning = tuning;
        this.readPool = readPool;
        this.states = Flux.defer(this::reading).repeat().share();
    }

    private Shown now() {
        var state = reader.now();
        return new Shown(state, frames.frame("dashboard", state));
    }

    private Flux<Shown> reading() {
        return Mono.fromCallable(this::now)
                .subscribeOn(readPool)
                .timed()
                .flatMapMany(shown -> Flux.concat(Mono.just(shown.get()), pauseAfter(shown.elapsed())));
    }

    private Mono<Shown> pauseAfter(Duration cost) {
        var least = tuning.interval();
        var fair = cost.multipliedBy(IDLE_SHARE);
        return Mono.delay(fair.compareTo(least) > 0 ? fair : least).then(Mono.empty());
    }

    /**
     * The state now, then each one that is different, and the same once more where nothing changes for long. Who takes them
     * slowly gets the latest.
     */
    Flux<Shown> states() {
        return Flux.concat(Mono.fromCallable(this::now).subscribeOn(readPool), states)
                .distinctUntilChanged(Shown::state)
                .switchMap(shown ->
                        Flux.interval(Duration.ZERO, tuning.heartbeat()).map(beat -> shown))
                .onBackpressureLatest();
    }
}
