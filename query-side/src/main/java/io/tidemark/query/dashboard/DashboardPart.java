package io.tidemark.query.dashboard;

/** What a slice adds to the dashboard. */
public interface DashboardPart {

    /** The field of the dashboard that it fills. */
    String name();

    /** How things are now. It is asked up to four times a second. */
    Object now();
}
