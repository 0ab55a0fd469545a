package io.tidemark.edge.http.entry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.tidemark.edge.limit.rate.ClientAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the open connections, and turns away new ones above the caps before anything is read from them. */
class ConnectionGate {

    private static final long NOT_COUNTED = Long.MIN_VALUE;

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Long, Integer> perAddress = new ConcurrentHashMap<>();
    private final Counter aboveAll;
    private final Counter abovePerAddress;

    /** @param mostPerAddress 0 if addresses are not counted */
    ConnectionGate(ConnectionCap cap, int mostPerAddress, MeterRegistry meters) {
        this.most = cap.most();
        this.mostPerAddress = mostPerAddress;
        this.aboveAll = refused("total", meters);
        this.abovePerAddress = refused("address", meters);
        Gauge.builder("tidemark.http.connections", open, AtomicInteger::get)
                .description("open connections")
                .register(meters);
    }

    private static Counter refused(String reason, MeterRegistry meters) {
        return Counter.builder("tidemark.http.connections.refused")
                .description("connections turned away because this process or their address had too many")
                .tag("reason", reason)
                .register(meters);
    }

    /** Counts the connection until it is closed, or turns it away. */
    void enter(Channel connection, @Nullable SocketAddress address) {
        long sender = mostPerAddress > 0 && address instanceof InetSocketAddress remote
                ? ClientAddress.of(remote)
                : NOT_COUNTED;
        int total = open.incrementAndGet();
        int ofSender = sender == NOT_COUNTED ? 0 : perAddress.merge(sender, 1, Integer::sum);
        var unused = connection.closeFuture().addListener(closed -> leave(sender));
        if (total > most) {
            turnAway(connection, aboveAll);
        } else if (ofSender > mostPerAddress) {
            turnAway(connection, abovePerAddress);
        }
    }

    private static void turnAway(Channel connection, Counter reason) {
        reason.increment();
        connection.pipeline().addFirst("refused", new RefusedConnection());
    }

    private void leave(long sender) {
        open.decrementAndGet();
        if (sender != NOT_COUNTED) {
            perAddress.computeIfPresent(sender, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
