package io.tidemark.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import io.tidemark.edge.json.WireJsonTest;
import io.tidemark.edge.security.SecurityLogs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.InvalidMimeTypeException;
import reactor.netty.channel.AbortedException;

class ProblemHandlerTest {

    private final ProblemHandler problems = new ProblemHandler(
            new ProblemWriter(WireJsonTest.mapper(), SecurityLogs.withoutRoutes()),
            request -> Optional.empty(),
            new DefectLog());

    @Test
    void client_that_hangs_up_is_no_failure_of_ours() {
        assertThat(statusOf(new AbortedException("Connection has been closed"))).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(statusOf(new IOException("recvAddress(..) failed with error(-104): Connection reset by peer")))
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(statusOf(new IllegalStateException(new AbortedException("Connection has been closed"))))
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void request_that_does_not_come_in_time_is_a_problem_with_a_code() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/saved-replies"));
        problems.handle(exchange, ReadTimeoutException.INSTANCE).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT);
        assertThat(exchange.getResponse().getBodyAsString().block())
                .contains("\"detail\":\"the request was not received in time\"", "\"code\":\"body.too-slow\"");
    }

    private @Nullable Object statusOf(Throwable failure) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/api/saved-replies"));
        problems.handle(exchange, failure).subscribe();
        return exchange.getResponse().getStatusCode();
    }

    @Test
    void media_types_that_cannot_be_read_are_the_clients_fault() {
        var many = List.of(MediaType.ALL);
        assertThat(statusOf(new InvalidMimeTypeException(many.toString(), "Too many elements")))
                .isEqualTo(HttpStatus.NOT_ACCEPTABLE);
        assertThat(statusOf(new InvalidMediaTypeException("///", "no"))).isEqualTo(HttpStatus.BAD_REQUEST);
    }
}
