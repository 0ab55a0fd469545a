package io.tidemark.edge.limit.rate;

import io.tidemark.edge.refusal.Refused;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Limits how often an address is answered 401. */
@FunctionalInterface
public interface UnauthenticatedLimit {

    /** Counts a request that is answered 401. Returns the refusal to answer instead if its address had too many. */
    Optional<Refused> takeUnauthenticated(ServerHttpRequest request);
}
