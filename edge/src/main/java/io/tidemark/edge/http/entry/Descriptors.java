package io.tidemark.edge.http.entry;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tidemark.edge.setting.Settings;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Divides the file descriptors of this process between connections and everything else: the database, files, threads. */
final class Descriptors {

    /** What everything but connections needs, with room to spare. */
    static final int RESERVE = 512;

    static final int MOST_CONNECTIONS_BY_DEFAULT = 25_000;

    private Descriptors() {}

    static long ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /**
     * How many connections fit.
     *
     * @param wanted the setting, which must fit; null if it is not set
     */
    static int connections(@Nullable Integer wanted, long descriptors) {
        long most = Math.max(descriptors - RESERVE, descriptors / 2);
        if (wanted == null) {
            return (int) Math.min(most, MOST_CONNECTIONS_BY_DEFAULT);
        }
        new Settings("tidemark.http")
                .require(
                        wanted <= most,
                        "max-connections",
                        wanted,
                        "it must be at most %s, because this process may open %s files".formatted(most, descriptors));
        return wanted;
    }
}
