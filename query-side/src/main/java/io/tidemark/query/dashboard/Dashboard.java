package io.tidemark.query.dashboard;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.tidemark.query.stream.DeliveryLatency;
import io.tidemark.query.stream.lifetime.StreamLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of the system.
 *
 * @param cursor the cursor up to which the read models are complete
 * @param streams the streams of the answering process
 * @param delivery the latency of events to the clients of the answering process
 * @param activities the last events, the newest first
 * @param parts the slices' own parts, by name
 */
record Dashboard(
        String cursor,
        Events events,
        StreamLoad streams,
        DeliveryLatency.Summary delivery,
        Lag projector,
        Dead deadLetters,
        List<Activity> activities,
        @JsonAnyGetter Map<String, Object> parts) {

    /**
     * @param total the number of all events
     * @param perSecond events per second, in the last ten seconds
     * @param byType the same, by type
     */
    record Events(long total, double perSecond, Map<String, Double> byType) {}

    /**
     * How far the read models are behind the log.
     *
     * @param millis how long ago the first missing event was recorded
     */
    record Lag(long events, long millis) {}

    /**
     * The dead letters.
     *
     * @param subjects how many subjects have dead letters
     * @param events how many dead letters there are
     */
    record Dead(long subjects, long events) {}

    /** One event of any user. */
    record Activity(String cursor, String type, String subject, long version, String actor, Instant time) {}
}
