package io.tidemark.edge.problem;

import io.tidemark.edge.security.SecurityLog;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes an answer as an RFC 9457 problem. The security log sees all of them here. */
@Component
class ProblemWriter {

    private final JsonMapper json;
    private final SecurityLog securityLog;

    ProblemWriter(JsonMapper json, SecurityLog securityLog) {
        this.json = json;
        this.securityLog = securityLog;
    }

    Mono<Void> write(ServerWebExchange exchange, Problem answer) {
        securityLog.refused(exchange, answer.status(), answer.code());
        var problem = ProblemDetail.forStatusAndDetail(answer.status(), answer.detail());
        problem.setProperty("code", answer.code());
        var response = exchange.getResponse();
        response.setStatusCode(answer.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (answer.retryAfter() != null) {
            response.getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(answer.retryAfter().toSeconds()));
        }
        var body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
        return response.writeWith(Mono.just(body))
                .onErrorComplete(IllegalStateException.class); // Of a broken body, Netty has told the client already.
    }
}
