package io.tidemark.db.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The revocations that this process knows. To ask for one takes two look-ups in memory. */
public class KnownRevocations {

    private final Clock clock;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, ShutOut> users = new ConcurrentHashMap<>();
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private int sinceCleaning;

    public KnownRevocations(Clock clock) {
        this.clock = clock;
    }

    private record ShutOut(Instant tokensUntil, boolean blocked) {}

    /**
     * Whether a token is accepted.
     *
     * @param issuedAt in whole seconds, as tokens have it; a token without it counts as issued long ago
     */
    public Standing of(String user, String tokenId, @Nullable Instant issuedAt) {
        var shutOut = users.get(user);
        if (shutOut != null && shutOut.blocked()) {
            return Standing.BLOCKED;
        }
        boolean before = shutOut != null && (issuedAt == null || !issuedAt.isAfter(shutOut.tokensUntil()));
        return before || tokens.containsKey(tokenId) ? Standing.SIGNED_OUT : Standing.GOOD;
    }

    /** Calls back with the users of whom something is refused that was not before, as soon as it is. */
    public void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    synchronized void learn(List<Revocation> news) {
        if (news.isEmpty()) {
            return;
        }
        news.forEach(this::learn);
        sinceCleaning += news.size();
        if (sinceCleaning > tokens.size() / 2) { // So a change costs the same, however many tokens there are.
            sinceCleaning = 0;
            var now = clock.instant().minus(Revocations.KEPT_AFTER_END);
            tokens.values().removeIf(end -> end.isBefore(now));
        }
        var concerned = news.stream().map(Revocation::user).collect(Collectors.toUnmodifiableSet());
        listeners.forEach(listener -> listener.accept(concerned));
    }

    private void learn(Revocation one) {
        if (one.tokenId() == null) {
            users.put(one.user(), new ShutOut(one.until(), one.blocked()));
        } else {
            tokens.put(one.tokenId(), one.until());
        }
    }
}
