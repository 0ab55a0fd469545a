package io.tidemark.edge.limit.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.7, ::ffff:203.0.113.7, true",
        "2001:db8:1:2::3, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::3, 2001:db8:1:3::3, false",
    })
    void network_of_an_ipv6_address_is_one_sender(String one, String other, boolean same) {
        assertThat(of(one).equals(of(other))).isEqualTo(same);
    }

    @Test
    void requests_without_an_address_share_one() {
        assertThat(ClientAddress.of((InetSocketAddress) null))
                .isEqualTo(ClientAddress.of(InetSocketAddress.createUnresolved("unknown", 1)));
    }

    private static Long of(String address) {
        return ClientAddress.of(new InetSocketAddress(address, 1));
    }
}
