package io.tidemark.command.dispatch;

import io.tidemark.db.log.Cursor;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a command whose events are on disk.
 *
 * @param result what the aggregate was then
 * @param cursor a read or a stream that has reached it shows the change
 * @param commandId the command's id as the client knows it
 * @param changed whether anything happened just now; not for a command that asked for what is, or was done before
 */
public record CommandResult<T>(Versioned<T> result, Cursor cursor, String commandId, boolean changed) {

    public T value() {
        return result.value();
    }

    public long version() {
        return result.version();
    }

    /** 201, with the place of what was created. */
    public <B> ResponseEntity<B> created(String location, B body) {
        return describe(ResponseEntity.created(URI.create(location))).body(body);
    }

    public <B> ResponseEntity<B> ok(B body) {
        return describe(ResponseEntity.ok()).body(body);
    }

    /** 202, for what goes on after the answer. */
    public <B> ResponseEntity<B> accepted(B body) {
        return describe(ResponseEntity.accepted()).body(body);
    }

    public ResponseEntity<Void> noContent() {
        return describe(ResponseEntity.noContent()).build();
    }

    /** Adds the headers that every answer to a command has. */
    private <H extends ResponseEntity.HeadersBuilder<H>> H describe(ResponseEntity.HeadersBuilder<H> answer) {
        return answer.eTag('"' + Long.toString(version()) + '"')
                .header("Tidemark-Cursor", cursor.toString())
                .header("Tidemark-Command", commandId);
    }
}
