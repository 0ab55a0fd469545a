package io.tidemark.query;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;

/** How much memory this process holds: on the heap, and where Netty keeps what it has not written yet. */
public final class UsedMemory {

    private static final int COLLECTIONS = 3;

    private UsedMemory() {}

    /** What is left after the garbage was collected. */
    public static long bytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed() + PlatformDependent.usedDirectMemory();
    }
}
