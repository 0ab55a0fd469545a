package io.tidemark.bench;

import io.tidemark.db.append.AppendBenchmark;
import io.tidemark.db.axon.EntryBenchmark;
import io.tidemark.query.feed.live.FanOutBenchmark;
import io.tidemark.query.feed.live.FrameBenchmark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Code that every change goes through, measured by itself. */
record HotPiece(String name, Class<?> benchmark) {

    static final List<HotPiece> ALL = List.of(
            new HotPiece("hot entry", EntryBenchmark.class),
            new HotPiece("hot append", AppendBenchmark.class),
            new HotPiece("hot frame", FrameBenchmark.class),
            new HotPiece("hot fan-out", FanOutBenchmark.class));

    private static final String DATABASE = "spring.datasource.url";

    void measure(Results results) throws RunnerException {
        for (var result : new Runner(options().build()).run()) {
            results.add(figures(result));
        }
    }

    private ChainedOptionsBuilder options() {
        var options = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName()) + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        return Form.isFull() ? full(options) : brief(options);
    }

    /** In a process of its own, which has compiled nothing for the others. */
    private static ChainedOptionsBuilder full(ChainedOptionsBuilder options) {
        var database = System.getProperty(DATABASE);
        var given = database == null ? new String[0] : new String[] {"-D" + DATABASE + "=" + database};
        return options.forks(1)
                .jvmArgsAppend(given)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1));
    }

    private static ChainedOptionsBuilder brief(ChainedOptionsBuilder options) {
        return options.forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(200));
    }

    private Figures figures(RunResult result) {
        var figures = new Figures(name);
        var settings = result.getParams();
        settings.getParamsKeys().forEach(key -> figures.with(key, Integer.valueOf(settings.getParam(key))));
        var time = result.getPrimaryResult();
        figures.is("µs", time.getScore());
        return Double.isNaN(time.getScoreError()) ? figures : figures.is("± µs", time.getScoreError());
    }
}
