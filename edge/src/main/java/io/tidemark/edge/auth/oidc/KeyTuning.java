package io.tidemark.edge.auth.oidc;

import java.time.Duration;

/**
 * The constants of reading an issuer's keys. Only tests use other values.
 *
 * @param leastInterval how long a reading counts as the present one: until then, a key that it does not have does not
 *     exist, however many tokens name it
 * @param retryInterval how long a reading that failed is not repeated
 * @param refreshAfter how old keys are read again, so that one that was withdrawn is noticed
 * @param readTimeout how long a reading may take
 * @param answerWithin how long a request waits for it
 */
record KeyTuning(
        Duration leastInterval,
        Duration retryInterval,
        Duration refreshAfter,
        Duration readTimeout,
        Duration answerWithin) {

    static final KeyTuning DEFAULT = new KeyTuning(
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(1_500));
}
