package io.tidemark.query.dashboard;

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

    private final DashboardReader reader;
    private final DashboardProperties properties;
    private final Scheduler readPool;
    private final Flux<Dashboard> states;

    LiveDashboard(DashboardReader reader, DashboardProperties properties, Scheduler readPool) {
        this.reader = reader;
        this.properties = properties;
        this.readPool = readPool;
        this.states = Flux.defer(this::reading).repeat().share();
    }

    private Flux<Dashboard> reading() {
        return Mono.fromCallable(reader::now)
                .subscribeOn(readPool)
                .timed()
                .flatMapMany(state -> Flux.concat(Mono.just(state.get()), pauseAfter(state.elapsed())));
    }

    private Mono<Dashboard> pauseAfter(Duration cost) {
        var least = properties.interval();
        var fair = cost.multipliedBy(IDLE_SHARE);
        return Mono.delay(fair.compareTo(least) > 0 ? fair : least).then(Mono.empty());
    }

    /**
     * The state now, then each one that is different, and the same once more where nothing changes for long. Who takes them
     * slowly gets the latest.
     */
    Flux<Dashboard> states() {
        return Flux.concat(Mono.fromCallable(reader::now).subscribeOn(readPool), states)
                .distinctUntilChanged()
                .switchMap(state ->
                        Flux.interval(Duration.ZERO, properties.heartbeat()).map(beat -> state))
                .onBackpressureLatest();
    }
}
