package io.tidemark.edge.auth.trial;

import io.tidemark.edge.setting.Settings;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A server whose built-in issuer is on.
 *
 * @param hosts the host names under which it answers, besides localhost, 127.0.0.1 and [::1]
 */
@ConfigurationProperties("tidemark.trial")
record TrialProperties(@DefaultValue List<String> hosts) {

    private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[[0-9A-Fa-f:.]+]");

    TrialProperties {
        var settings = new Settings("tidemark.trial");
        hosts.forEach(host -> settings.require(
                HOST.matcher(host).matches(),
                "hosts",
                host,
                "a host is a name or an address, without scheme and port"));
    }
}
