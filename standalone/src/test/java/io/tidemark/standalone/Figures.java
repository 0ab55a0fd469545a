package io.tidemark.standalone;

/** The figures of a dashboard and of replays, which differ from run to run. */
final class Figures {

    private Figures() {}

    /** A dashboard with one activity and no figures. */
    static String hiddenIn(String dashboard) {
        return dashboard
                .replaceAll("\"byType\":\\{[^}]*}", "\"byType\":{<events per second by type>}")
                .replaceAll("\"products\":\\{[^}]*}", "\"products\":{<number by status>}")
                .replaceAll("\"activities\":\\[(\\{[^}]*})[^]]*]", "\"activities\":[$1,…]")
                .replaceAll("\":-?\\d+(\\.\\d+)?(E-?\\d+)?", "\":<number>");
    }

    /** A replay whose figures depend on how much there is in the log. */
    static String hiddenInReplay(String replay) {
        return replay.replaceAll("\"(id|events|total|perSecond)\":\\d+", "\"$1\":<number>");
    }
}
