package io.tidemark.command.dispatch;

import io.tidemark.db.log.Cursor;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a command whose events are on disk.
 *
 * @param result the state of the aggregate after the command
 * @param cursor reads and streams that have reached it show the change
 * @param commandId the part of the command's id that the client knows
 * @param changed whether this request changed anything; false for a command without effect or a repeated one
 */
public record CommandResult<T>(Versioned<T> result, Cursor cursor, String commandId, boolean changed) {

    public T value() {
        return result.value();
    }

    public long version() {
        return result.version();
    }

    /** 201, with the location of the new resource. */
    public <B> ResponseEntity<B> created(String location, B body) {
        return describe(ResponseEntity.created(URI.create(location))).body(body);
    }

    public <B> ResponseEntity<B> ok(B body) {
        return describe(ResponseEntity.ok()).body(body);
    }

    /** 202, for work that goes on after the answer. */
    public <B> ResponseEntity<B> accepted(B body) {
        return describe(ResponseEntity.accepted()).body(body);
    }

    public ResponseEntity<Void> noContent() {
        return describe(ResponseEntity.noContent()).build();
    }

    /** Adds the headers of all answers to commands. */
    private <H extends ResponseEntity.HeadersBuilder<H>> H describe(ResponseEntity.HeadersBuilder<H> answer) {
        return answer.eTag('"' + Long.toString(version()) + '"')
                .header("Tidemark-Cursor", cursor.toString())
                .header("Tidemark-Command", commandId);
    }
}
