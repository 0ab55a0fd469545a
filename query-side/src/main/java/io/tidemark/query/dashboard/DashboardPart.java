package io.tidemark.query.dashboard;

/** A slice's part of the dashboard. */
public interface DashboardPart {

    /** The name of its field in the dashboard. */
    String name();

    /** The current state. Called up to four times a second. */
    Object now();
}
