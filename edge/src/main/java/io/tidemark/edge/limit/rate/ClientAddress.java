package io.tidemark.edge.limit.rate;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The address that a request came from, or that the proxy says it came from, as a sender. */
public final class ClientAddress {

    private static final int IPV4_BYTES = 4;
    private static final long UNKNOWN = -1;

    private ClientAddress() {}

    static Long of(ServerHttpRequest request) {
        return of(request.getRemoteAddress());
    }

    /** An IPv4 address, or the first 64 bits of an IPv6 address: the others are for its owner to choose. */
    public static Long of(@Nullable InetSocketAddress remote) {
        if (remote == null || remote.getAddress() == null) {
            return UNKNOWN;
        }
        var bytes = ByteBuffer.wrap(remote.getAddress().getAddress());
        return bytes.remaining() == IPV4_BYTES ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
    }
}
