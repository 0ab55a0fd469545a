package io.tidemark.query.projector;

import org.springframework.transaction.TransactionSystemException;

/** Undoes what a batch has written since its token was stored. */
class BatchUndo {

    private final ProjectorTokens tokens;
    private final BatchTimeout batchTimeout;

    BatchUndo(ProjectorTokens tokens, BatchTimeout batchTimeout) {
        this.tokens = tokens;
        this.batchTimeout = batchTimeout;
    }

    /**
     * The time that the batch has is undone with the rest, so it is given again.
     *
     * @param why is the failure that counts if the connection is lost
     */
    void undo(Exception why) {
        try {
            tokens.backToStored();
        } catch (RuntimeException lost) {
            var hiding = new TransactionSystemException("could not roll back a batch", lost);
            hiding.initApplicationException(why);
            throw hiding;
        }
        batchTimeout.allow();
    }
}
