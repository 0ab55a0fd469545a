package io.tidemark.edge.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Answers health checks from the last answer for a second, and several at once with one. Nobody has to be known for them, so
 * they must not be a way to ask the database as often as somebody likes.
 */
@EndpointWebExtension(endpoint = HealthEndpoint.class)
class CachedHealth extends ReactiveHealthEndpointWebExtension {

    static final Duration KEPT = Duration.ofSeconds(1);

    private final HealthEndpointGroups groups;
    private final Scheduler timer;
    private final Map<Asked, Mono<WebEndpointResponse<? extends HealthDescriptor>>> answers = new ConcurrentHashMap<>();

    /** What makes answers differ. There are few of these, because only groups that there are count. */
    private record Asked(
            ApiVersion version,
            @Nullable WebServerNamespace namespace,
            @Nullable String group,
            boolean components,
            boolean details) {}

    CachedHealth(
            ReactiveHealthContributorRegistry registry,
            HealthContributorRegistry blocking,
            HealthEndpointGroups groups,
            Duration slow,
            Scheduler timer) {
        super(registry, blocking, groups, slow);
        this.groups = groups;
        this.timer = timer;
    }

    @Override
    public Mono<WebEndpointResponse<? extends HealthDescriptor>> health(
            ApiVersion version,
            @Nullable WebServerNamespace namespace,
            SecurityContext caller,
            boolean showAll,
            String... path) {
        var group = path.length == 0 ? groups.getPrimary() : groups.get(path[0]);
        if (group == null || path.length > 1) {
            return super.health(version, namespace, caller, showAll, path);
        }
        return answers.computeIfAbsent(
                asked(version, namespace, path, group, caller),
                asked -> Mono.defer(() -> super.health(version, namespace, caller, showAll, path))
                        .cache(KEPT, timer));
    }

    private static Asked asked(
            ApiVersion version,
            @Nullable WebServerNamespace namespace,
            String[] path,
            HealthEndpointGroup group,
            SecurityContext caller) {
        return new Asked(
                version,
                namespace,
                path.length == 0 ? null : path[0],
                group.showComponents(caller),
                group.showDetails(caller));
    }
}
