package io.tidemark.edge.http.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ConnectionGateTest {

    private static final int MOST = 10;
    private static final int MOST_OF_ONE = 4;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionGate gate = new ConnectionGate(new ConnectionCap(MOST), MOST_OF_ONE, meters);

    @Test
    void address_with_too_many_is_turned_away_until_one_is_closed() {
        var open = enter("192.0.2.1", MOST_OF_ONE);
        var refused = enter("192.0.2.1");
        assertThat(isTurnedAway(refused)).isTrue();
        close(refused);
        assertThat(isTurnedAway(enter("192.0.2.2"))).isFalse();
        assertThat(refused("address")).isEqualTo(1);
        close(open.get(0));
        assertThat(isTurnedAway(enter("192.0.2.1"))).isFalse();
    }

    @Test
    void process_with_too_many_turns_everybody_away() {
        IntStream.range(0, MOST).forEach(nth -> enter("192.0.2." + nth));
        assertThat(isTurnedAway(enter("198.51.100.1"))).isTrue();
        assertThat(refused("total")).isEqualTo(1);
    }

    @Test
    void open_connections_are_counted_while_they_are_open() {
        var open = enter("192.0.2.1", 3);
        assertThat(meters.get("tidemark.http.connections").gauge().value()).isEqualTo(3);
        open.forEach(ConnectionGateTest::close);
        assertThat(meters.get("tidemark.http.connections").gauge().value()).isZero();
    }

    @Test
    void addresses_of_one_ipv6_network_are_one() {
        enter("2001:db8:0:1::1", MOST_OF_ONE);
        assertThat(isTurnedAway(enter("2001:db8:0:1:ffff::2"))).isTrue();
        assertThat(isTurnedAway(enter("2001:db8:0:2::1"))).isFalse();
    }

    @Test
    void addresses_are_not_counted_behind_a_proxy() {
        var behindProxy = new ConnectionGate(new ConnectionCap(MOST), 0, new SimpleMeterRegistry());
        for (int nth = 0; nth < MOST; nth++) {
            assertThat(isTurnedAway(enter(behindProxy, "192.0.2.1"))).isFalse();
        }
        assertThat(isTurnedAway(enter(behindProxy, "192.0.2.1"))).isTrue();
    }

    @Test
    void descriptors_are_left_for_the_database_and_files() {
        assertThat(Descriptors.connections(null, 4_096)).isEqualTo(4_096 - Descriptors.RESERVE);
        assertThat(Descriptors.connections(null, 600)).isEqualTo(300);
        assertThat(Descriptors.connections(null, Long.MAX_VALUE)).isEqualTo(Descriptors.MOST_CONNECTIONS_BY_DEFAULT);
        assertThat(Descriptors.connections(50, 4_096)).isEqualTo(50);
        assertThatThrownBy(() -> Descriptors.connections(4_000, 4_096))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("tidemark.http.max-connections");
    }

    private List<EmbeddedChannel> enter(String address, int times) {
        return IntStream.range(0, times).mapToObj(nth -> enter(address)).toList();
    }

    private EmbeddedChannel enter(String address) {
        return enter(gate, address);
    }

    private static EmbeddedChannel enter(ConnectionGate gate, String address) {
        var connection = new EmbeddedChannel();
        gate.enter(connection, new InetSocketAddress(address, 1));
        return connection;
    }

    private static void close(EmbeddedChannel connection) {
        connection.close().syncUninterruptibly();
    }

    private static boolean isTurnedAway(EmbeddedChannel connection) {
        return connection.pipeline().get(RefusedConnection.class) != null;
    }

    private double refused(String reason) {
        return meters.counter("tidemark.http.connections.refused", "reason", reason)
                .count();
    }
}
