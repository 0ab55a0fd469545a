package io.tidemark.db.head;

import java.time.Duration;

/** Whether this process receives answers from the database. While it does not, its high-water marks may be behind. */
public class ListenerHealth {

    private volatile long heardUntil = System.nanoTime();

    public boolean isDelayed() {
        return System.nanoTime() - heardUntil > 0;
    }

    /** @param againWithin how soon the next answer must arrive */
    void heard(Duration againWithin) {
        heardUntil = System.nanoTime() + againWithin.toNanos();
    }

    void lost() {
        heardUntil = System.nanoTime();
    }
}
