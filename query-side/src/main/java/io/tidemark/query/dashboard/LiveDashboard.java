package io.tidemark.query.dashboard;

import io.tidemark.query.stream.ControlFrames;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The live state of the system. It is read once for all watchers, and not at all without watchers. */
@Component
class LiveDashboard {

    /** The pause after a read is this many times its duration, so that watching never overloads the database. */
    private static final int IDLE_SHARE = 4;

    /** A state, and its frame for all watchers. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by its state alone.
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
     * The current state, then each new state. If nothing changes for long, the last state is repeated. A slow watcher
     * skips to the latest state.
     */
    Flux<Shown> states() {
        return Flux.concat(Mono.fromCallable(this::now).subscribeOn(readPool), states)
                .distinctUntilChanged(Shown::state)
                .switchMap(shown ->
                        Flux.interval(Duration.ZERO, tuning.heartbeat()).map(beat -> shown))
                .onBackpressureLatest();
    }
}
