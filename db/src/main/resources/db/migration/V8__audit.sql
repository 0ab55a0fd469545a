-- What concerns a user, in order: a user's own page must not look through everybody's events.
CREATE INDEX event_log_owner ON event_log ((payload->>'owner'), position);
