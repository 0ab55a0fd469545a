package io.tidemark.edge.limit.rate;

import io.tidemark.edge.setting.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests of each kind a process accepts: of one user, or, where there is no user, of one address. One more is
 * answered 429.
 *
 * @param commandsPerSecond how many commands of one user are accepted per second on average
 * @param commandsBurst how many commands of one user are accepted at once after a pause
 * @param readsPerSecond how many reads of one user are accepted per second on average
 * @param readsBurst how many reads of one user are accepted at once after a pause
 * @param searchesPerSecond how many reads with a search text of one user are accepted per second on average
 * @param searchesBurst how many reads with a search text of one user are accepted at once after a pause
 * @param uploadsPerSecond how many images of one user are accepted per second on average
 * @param uploadsBurst how many images of one user are accepted at once after a pause
 * @param pollsPerSecond how many long polls and openings of streams of one user are accepted per second on average
 * @param pollsBurst how many long polls and openings of streams of one user are accepted at once after a pause
 * @param tokensPerSecond how many tokens the built-in issuer gives to one address per second on average
 * @param tokensBurst how many tokens the built-in issuer gives to one address at once after a pause
 * @param unauthenticatedPerSecond how many requests without a valid token of one address are answered 401 per second on
 *     average; the others are answered 429
 * @param unauthenticatedBurst how many requests without a valid token of one address are answered 401 at once after a
 *     pause
 */
@ConfigurationProperties("tidemark.limits")
record RateProperties(
        @DefaultValue("100") int commandsPerSecond,
        @DefaultValue("2000") int commandsBurst,
        @DefaultValue("50") int readsPerSecond,
        @DefaultValue("500") int readsBurst,
        @DefaultValue("5") int searchesPerSecond,
        @DefaultValue("50") int searchesBurst,
        @DefaultValue("2") int uploadsPerSecond,
        @DefaultValue("50") int uploadsBurst,
        @DefaultValue("20") int pollsPerSecond,
        @DefaultValue("200") int pollsBurst,
        @DefaultValue("10") int tokensPerSecond,
        @DefaultValue("200") int tokensBurst,
        @DefaultValue("10") int unauthenticatedPerSecond,
        @DefaultValue("200") int unauthenticatedBurst) {

    private static final int MOST_PER_SECOND = 1_000_000;
    private static final int MOST_AT_ONCE = 10_000_000;

    RateProperties {
        check("commands", commandsPerSecond, commandsBurst);
        check("reads", readsPerSecond, readsBurst);
        check("searches", searchesPerSecond, searchesBurst);
        check("uploads", uploadsPerSecond, uploadsBurst);
        check("polls", pollsPerSecond, pollsBurst);
        check("tokens", tokensPerSecond, tokensBurst);
        check("unauthenticated", unauthenticatedPerSecond, unauthenticatedBurst);
    }

    private static void check(String kind, int perSecond, int burst) {
        var settings = new Settings("tidemark.limits");
        settings.between(kind + "-per-second", perSecond, 1, MOST_PER_SECOND);
        settings.between(kind + "-burst", burst, 1, MOST_AT_ONCE);
    }

    Rate of(RequestKind kind) {
        return switch (kind) {
            case COMMANDS -> new Rate(commandsPerSecond, commandsBurst);
            case READS -> new Rate(readsPerSecond, readsBurst);
            case SEARCHES -> new Rate(searchesPerSecond, searchesBurst);
            case UPLOADS -> new Rate(uploadsPerSecond, uploadsBurst);
            case POLLS -> new Rate(pollsPerSecond, pollsBurst);
            case TOKENS -> new Rate(tokensPerSecond, tokensBurst);
            case UNAUTHENTICATED -> new Rate(unauthenticatedPerSecond, unauthenticatedBurst);
        };
    }
}
