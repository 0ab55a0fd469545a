package io.tidemark.edge.auth.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The keys of an issuer, as they were read last. A token whose key is known never waits and never fails, whatever the issuer
 * does. Any other token may cause a reading; all tokens share one, and the next one is possible after an interval.
 */
class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final Mono<JWKSet> reading;
    private final Clock clock;
    private final KeyTuning tuning;
    private final AtomicBoolean isAway = new AtomicBoolean();
    private volatile @Nullable Known known;

    /** @param source reads the keys of the issuer each time that it is subscribed to */
    IssuerKeys(Mono<JWKSet> source, Clock clock, KeyTuning tuning) {
        this.clock = clock;
        this.tuning = tuning;
        this.reading = source.timeout(tuning.readTimeout())
                .doOnNext(this::learn)
                .doOnError(this::reportOutage)
                .cache(keys -> tuning.leastInterval(), failure -> tuning.retryInterval(), tuning::retryInterval);
    }

    private record Known(JWKSet keys, Instant readAt) {}

    /** The keys that may have signed the token. Fails if none is known and the issuer cannot be reached. */
    Flux<JWK> of(SignedJWT token) {
        var matcher = JWKMatcher.forJWSHeader(token.getHeader());
        if (matcher == null) { // No key of an issuer verifies such an algorithm.
            return Flux.empty();
        }
        var selector = new JWKSelector(matcher);
        var last = known;
        var keys = last == null ? List.<JWK>of() : selector.select(last.keys());
        if (last == null || keys.isEmpty()) {
            return reading.timeout(tuning.answerWithin()).flatMapIterable(selector::select);
        }
        if (clock.instant().isAfter(last.readAt().plus(tuning.refreshAfter()))) {
            reading.subscribe(read -> {}, failure -> {}); // It reports a failure itself. The known keys stay.
        }
        return Flux.fromIterable(keys);
    }

    private void learn(JWKSet keys) {
        known = new Known(keys, clock.instant());
        if (isAway.getAndSet(false)) {
            LOG.info("Can read the keys of the token issuer again");
        }
    }

    private void reportOutage(Throwable failure) {
        if (!isAway.getAndSet(true)) {
            LOG.warn(
                    "Cannot read the keys of the token issuer; retrying. Tokens with a known key are accepted: {}",
                    failure.toString());
        }
    }
}
