package io.tidemark.query;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use. */
public final class UsedMemory {

    private static final int COLLECTIONS = 3;

    private UsedMemory() {}

    /** What is left after the garbage was collected. */
    public static long bytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
