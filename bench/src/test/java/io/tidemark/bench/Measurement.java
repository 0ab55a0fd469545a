package io.tidemark.bench;

import java.util.List;

/** Something that is measured, on servers of its own. */
record Measurement(String name, How how) {

    /** How it is done. */
    interface How {
        void measure(Form form, Results results) throws Exception;
    }

    static final List<Measurement> ALL = List.of(
            new Measurement("floor", Floor::measure),
            new Measurement("peers", Peers::measure),
            new Measurement("stock", Stock::measure),
            new Measurement("growth", Growth::measure),
            new Measurement("highest rate", HighestRate::measure),
            new Measurement("fan-out", FanOut::measure),
            new Measurement("idle", Idle::measure),
            new Measurement("history", History::measure),
            new Measurement("herd", Herd::measure),
            new Measurement("updates", HighestRate::measureUpdates));
}
