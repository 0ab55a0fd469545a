package io.tidemark.bench;

import io.tidemark.bench.Traffic.Kind;
import java.util.List;

/** The same, of what one would have in place of Tidemark, if it is installed: neither of the two keeps anything to come back to. */
final class Peers {

    private Peers() {}

    static void measure(Form form, Results results) throws Exception {
        if (form.peers() && Peer.hasNode()) {
            try (var node = Peer.node()) {
                measure(form, results, node);
            }
        }
        if (form.peers() && Peer.hasNchan()) {
            try (var nchan = Peer.nchan()) {
                measure(form, results, nchan);
            }
        }
    }

    private static void measure(Form form, Results results, Peer peer) throws Exception {
        try (var traffic = new Traffic(List.of(peer), form.users())) {
            traffic.follow(1);
            traffic.warmAgain(form);
            EndToEnd.measure(form, results, traffic, 0);
            double rate = HighestRate.search(form, results, traffic, Kind.CREATE, 0);
            results.relateTo(peer.name(), "changes/s", rate);
        }
        FanOut.measure(form, results, peer);
    }
}
