package io.tidemark.edge.http.entry;

import io.netty.channel.Channel;
import reactor.netty.NettyPipeline;

/** Prepares each new connection for clients that mean no good, or do not know what they send. */
public final class Entry {

    private final ConnectionGate gate;

    Entry(ConnectionGate gate) {
        this.gate = gate;
    }

    public void prepare(Channel connection) {
        connection
                .pipeline()
                .addBefore(NettyPipeline.HttpTrafficHandler, "addressText", new AddressText())
                .addBefore(NettyPipeline.HttpTrafficHandler, "malformedAnswers", new MalformedAnswers());
        gate.enter(connection, connection.remoteAddress());
    }
}
