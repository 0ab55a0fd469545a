package io.tidemark.query.session;

import io.tidemark.query.dashboard.DashboardPart;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The work sessions on the dashboard. */
@Component
class SessionDashboard implements DashboardPart {

    private final JdbcClient jdbc;

    SessionDashboard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param open how many go on */
    record Figures(long open) {}

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Object now() {
        return jdbc.sql("SELECT count(*) AS open FROM session_view WHERE ended_at IS NULL")
                .query(Figures.class)
                .single();
    }
}
