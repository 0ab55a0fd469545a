package io.tidemark.command.session;

/** Whatever can be asked of a work session. Each is safe to repeat by its nature. */
public sealed interface SessionCommand permits StartSession, EndSession, AddActivities {

    SessionId id();
}
