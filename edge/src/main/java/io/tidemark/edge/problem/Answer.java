package io.tidemark.edge.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The content of a problem document. */
record Answer(
        HttpStatusCode status,
        String code,
        String detail,
        @Nullable Duration retryAfter) {

    Answer(HttpStatusCode status, String code, String detail) {
        this(status, code, detail, null);
    }

    static Answer invalid(String code, String detail) {
        return new Answer(HttpStatus.BAD_REQUEST, code, detail);
    }
}
