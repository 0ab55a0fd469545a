package io.tidemark.resilience;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Something that breaks, and is mended again. */
record Fault(String name, Blow blow) {

    /** What it does, from the blow to the time at which all is well again. */
    interface Blow {
        void strike(Run run, Random random) throws Exception;
    }

    /** Each that there is. The crowds come when everything is warm, and before it is worn. */
    static List<Fault> all() {
        return Stream.concat(Kills.ALL.stream(), Stream.concat(Crowds.ALL.stream(), repeatableButKills()))
                .filter(Fault::isWanted)
                .toList();
    }

    /** Those that may strike again and again, at random. */
    static List<Fault> repeatable() {
        return Stream.concat(Kills.ALL.stream(), repeatableButKills())
                .filter(Fault::isWanted)
                .toList();
    }

    private static Stream<Fault> repeatableButKills() {
        return Stream.of(Outages.ALL, Freezes.ALL, Restarts.ALL, Clocks.ALL).flatMap(List::stream);
    }

    /** All of them, unless a system property asks for those whose names match. */
    private static boolean isWanted(Fault fault) {
        return Pattern.compile(System.getProperty("resilience.fault", ""))
                .matcher(fault.name())
                .find();
    }
}
