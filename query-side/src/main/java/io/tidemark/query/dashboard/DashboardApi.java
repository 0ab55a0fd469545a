package io.tidemark.query.dashboard;

import io.tidemark.edge.auth.AccessRule;
import io.tidemark.edge.auth.Role;
import io.tidemark.query.read.share.ReadShares;
import io.tidemark.query.stream.ClientStreams;
import java.security.Principal;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the state of the system to admins. */
@RestController
@RequestMapping("/api/dashboard")
class DashboardApi {

    private final DashboardReader reader;
    private final LiveDashboard live;
    private final ClientStreams streams;
    private final ReadShares shares;

    DashboardApi(DashboardReader reader, LiveDashboard live, ClientStreams streams, ReadShares shares) {
        this.reader = reader;
        this.live = live;
        this.streams = streams;
        this.shares = shares;
    }

    @Bean
    static AccessRule dashboardIsForAdmins() {
        return AccessRule.onlyFor(Role.ADMIN, "/api/dashboard/**");
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Dashboard>> now(Principal caller) {
        return shares.read(caller.getName(), reader::now)
                .map(state -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header("Tidemark-Cursor", state.cursor())
                        .body(state));
    }

    @GetMapping("/stream")
    Mono<Void> stream(JwtAuthenticationToken caller, ServerHttpResponse response) {
        return streams.serve(caller, response, live.states().map(LiveDashboard.Shown::frame));
    }
}
