package io.tidemark.edge.http.entry;

import io.micrometer.core.instrument.MeterRegistry;

/** Makes entries for the tests of other packages. */
public final class Entries {

    private Entries() {}

    public static Entry unlimited(MeterRegistry meters) {
        return new Entry(new ConnectionGate(new ConnectionCap(Integer.MAX_VALUE), 0, meters));
    }
}
