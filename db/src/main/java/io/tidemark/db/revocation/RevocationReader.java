package io.tidemark.db.revocation;

import io.tidemark.db.head.HighWaterMark;
import io.tidemark.db.jdbc.OutageLogger;
import io.tidemark.db.loop.BackgroundLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what other processes refuse. The first time it reads is before this process listens. Without a database it keeps
 * what it knows.
 */
class RevocationReader extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationReader.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Revocations revocations;
    private final HighWaterMark mark;
    private final OutageLogger outage = new OutageLogger(LOG, "read which tokens were revoked");

    RevocationReader(Revocations revocations, HighWaterMark mark) {
        super("tidemark-revocations", PAUSE, Duration.ZERO);
        this.revocations = revocations;
        this.mark = mark;
    }

    @Override
    public void start() {
        revocations.readOn();
        mark.onAdvance(this::wake);
        super.start();
    }

    @Override
    protected void step() {
        awaitNews(revocations::isBehind);
        revocations.readOn();
        outage.recovered();
    }

    @Override
    protected void failed(Exception cause) {
        outage.failed(cause);
    }
}
