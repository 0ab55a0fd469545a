-- What the client called its request, and the place in a trace that the event comes from. Both are the sender's word.
ALTER TABLE feed
    ADD COLUMN correlation_id text,
    ADD COLUMN traceparent    text;
