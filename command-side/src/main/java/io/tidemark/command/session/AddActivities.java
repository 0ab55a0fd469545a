package io.tidemark.command.session;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds what was done in a work session, whether it goes on or has ended. */
record AddActivities(@TargetAggregateIdentifier SessionId id, String owner, Activities activities)
        implements SessionCommand {}
