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
 * @param cursor up to where the read models show everything
 * @param streams the streams that the answering process holds
 * @param delivery how long events take to the clients of the answering process
 * @param activities the last events, the newest first
 * @param parts what each slice says of itself, by its name
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
     * @param total how many there ever were
     * @param perSecond how many there are per second, over the last ten
     * @param byType the same, by type
     */
    record Events(long total, double perSecond, Map<String, Double> byType) {}

    /**
     * How far the read models are behind the log.
     *
     * @param millis how long ago the first event was recorded that they do not show
     */
    record Lag(long events, long millis) {}

    /**
     * What the read models could not take.
     *
     * @param subjects of how many things
     * @param events how many events wait
     */
    record Dead(long subjects, long events) {}

    /** One event of anybody's. */
    record Activity(String cursor, String type, String subject, long version, String actor, Instant time) {}
}
