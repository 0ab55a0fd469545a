package io.tidemark.command.dispatch;

import io.tidemark.db.log.Cursor;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a command whose events are on disk.
 *
 * @param result what the aggregate was then
 * @param cursor behind which whoever reads sees the change
 * @param commandId the command's id as the client knows it
 * @param changed whether anything happened just now; not for a command that asked for what is, or was done before
 */
public record CommandResult<T>(Versioned<T> result, Cursor cursor, String commandId, boolean changed) {

    /** Adds the headers that every answer to a command has. */
    public <B extends ResponseEntity.HeadersBuilder<B>> B describe(ResponseEntity.HeadersBuilder<B> answer) {
        return answer.eTag('"' + Long.toString(result.version()) + '"')
                .header("Tidemark-Cursor", cursor.toString())
                .header("Tidemark-Command", commandId);
    }
}
