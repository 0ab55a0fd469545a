package io.tidemark.command.session;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds activities to a work session, also after its end. */
record AddActivities(@TargetAggregateIdentifier SessionId id, String owner, Activities activities)
        implements SessionCommand {}
