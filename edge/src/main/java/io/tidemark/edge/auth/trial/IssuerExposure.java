package io.tidemark.edge.auth.trial;

import io.tidemark.edge.auth.BuiltInIssuerCondition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Stops the start of a process whose built-in issuer would be within reach of others, or would take the place of a real
 * issuer. It does so before the process has any bean, and so before it opens a connection.
 */
class IssuerExposure implements BeanFactoryPostProcessor {

    private static final String ADDRESS = "server.address";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        check(beans.getBean(Environment.class));
    }

    static void check(Environment environment) {
        if (BuiltInIssuerCondition.hasOidcIssuer(environment)) {
            throw ExposedIssuerException.besideAnother();
        }
        var address = environment.getProperty(ADDRESS, "");
        if (!isAllowedAnywhere(environment) && !isLoopback(address)) {
            throw ExposedIssuerException.at(address.isBlank() ? "all addresses" : address);
        }
    }

    private static boolean isAllowedAnywhere(Environment environment) {
        return BuiltInIssuerCondition.ANYWHERE.equals(environment.getProperty(BuiltInIssuerCondition.SETTING));
    }

    /** A name that cannot be resolved counts as one that others reach. */
    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
