package io.tidemark.command.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.edge.refusal.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import org.springframework.dao.DataAccessException;

/**
 * Quotas by what the log has. Most creations ask no database: a process counts on from the last count. Several processes
 * may together admit a little more than a quota.
 */
class LogQuotas implements Quotas {

    private static final int MAX_KNOWN = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final QuotaProperties properties;
    private final ToLongBiFunction<Quota, String> inLog;
    private final LongSupplier nanos;
    private final Cache<Key, Owned> known;

    private record Key(Quota quota, String owner) {}

    /**
     * @param inLog counts what a user owns
     * @param nanos a clock that never goes back
     */
    LogQuotas(QuotaProperties properties, ToLongBiFunction<Quota, String> inLog, LongSupplier nanos) {
        this.properties = properties;
        this.inLog = inLog;
        this.nanos = nanos;
        this.known = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN)
                .expireAfterAccess(KNOWN_FOR)
                .ticker(nanos::getAsLong)
                .build();
    }

    @Override
    public Optional<Refused> take(Quota quota, String owner) {
        int most = properties.of(quota);
        return hasRoom(quota, owner, most)
                ? Optional.empty()
                : Optional.of(Refused.conflict(
                        "quota.exceeded", "you own as many %s as a user may own: %s".formatted(quota.text(), most)));
    }

    /** While nothing can be counted, nothing can be stored either: the log answers. */
    private boolean hasRoom(Quota quota, String owner, int most) {
        var owned = known.get(new Key(quota, owner), unknown -> new Owned());
        try {
            return owned.admits(most, () -> inLog.applyAsLong(quota, owner), nanos.getAsLong());
        } catch (DataAccessException outage) {
            return true;
        }
    }
}
