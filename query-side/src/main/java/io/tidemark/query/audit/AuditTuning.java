package io.tidemark.query.audit;

/**
 * The constants of the audit. Only tests use other values.
 *
 * @param pageEvents how many events a long answer reads at once at most
 * @param pageBytes how many bytes of events a long answer reads at once; a larger event is read alone
 * @param scanEvents how much of the log one statement looks through when no index serves the filter, so that it ends
 *     within its time-out
 */
public record AuditTuning(int pageEvents, int pageBytes, int scanEvents) {

    public static final AuditTuning DEFAULT = new AuditTuning(500, 262_144, 50_000);
}
