package io.tidemark.query.stream.lifetime;

import io.tidemark.edge.http.entry.ConnectionCap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says at the start if this process may have more streams than connections. */
@Component
class StreamsFit {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsFit.class);

    StreamsFit(StreamProperties properties, ConnectionCap connections) {
        if (properties.maxConnections() > connections.most()) {
            LOG.warn(
                    "Fewer streams than tidemark.stream.max-connections={} are possible, because this process takes {}"
                            + " connections. Raise the number of files that it may open, or lower that setting",
                    properties.maxConnections(),
                    connections.most());
        }
    }
}
