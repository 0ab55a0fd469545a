package io.tidemark.query.session;

import io.tidemark.query.read.Views;

/** Reads {@code session_view}. */
interface SessionViews extends Views<SessionView> {

    @Override
    default String name() {
        return "sessions";
    }
}
