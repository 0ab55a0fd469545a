package io.tidemark.db.log;

import java.time.Instant;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;

/** An event that was published by itself. In the log its own identifier stands in the place of an aggregate's. */
record EventOfNoAggregate(StoredEvent row) implements TrackedEventData<String> {

    @Override
    public TrackingToken trackingToken() {
        return row.trackingToken();
    }

    @Override
    public String getEventIdentifier() {
        return row.getEventIdentifier();
    }

    @Override
    public Instant getTimestamp() {
        return row.getTimestamp();
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return row.getMetaData();
    }

    @Override
    public SerializedObject<String> getPayload() {
        return row.getPayload();
    }
}
