package io.tidemark.command.session;

/** A command to a work session. All of them are idempotent. */
public sealed interface SessionCommand permits StartSession, EndSession, AddActivities {

    SessionId id();
}
