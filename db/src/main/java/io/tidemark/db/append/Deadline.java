package io.tidemark.db.append;

import java.time.Duration;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Until when whoever asked waits for the answer. What has not begun by then is not begun any more, also in a process that
 * was stopped meanwhile. The clock stands still while the whole machine is suspended: what is waited for then goes on
 * afterwards, and is answered as if no time had gone by.
 *
 * @param end by the clock of {@link System#nanoTime}
 */
public record Deadline(long end) {

    private static final String RESOURCE = Deadline.class.getName();

    /** From now on for so long. */
    public static Deadline of(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Nothing or less once it is over. */
    public Duration left() {
        return Duration.ofNanos(nanosLeft());
    }

    long nanosLeft() {
        return end - System.nanoTime();
    }

    /** Lets a unit of work know, and whatever it appends. */
    public void limit(UnitOfWork<?> unit) {
        unit.root().resources().put(RESOURCE, this);
    }

    /** That of the unit of work on this thread, if somebody waits for it. */
    public static Optional<Deadline> current() {
        return CurrentUnitOfWork.map(unit -> (Deadline) unit.root().resources().get(RESOURCE));
    }
}
