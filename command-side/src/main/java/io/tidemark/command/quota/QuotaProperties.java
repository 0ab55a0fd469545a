package io.tidemark.command.quota;

import io.tidemark.edge.setting.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many things one user may own.
 *
 * @param replies how many saved replies one user owns at most
 * @param businesses how many businesses one user owns at most
 * @param products how many products one user owns at most, over all businesses
 * @param sessions how many work sessions one user has at most
 * @param images how many images one user has uploaded at most, including those that no product shows; times
 *     tidemark.images.max-bytes, how much space they take
 */
@ConfigurationProperties("tidemark.quotas")
record QuotaProperties(
        @DefaultValue("10000") int replies,
        @DefaultValue("1000") int businesses,
        @DefaultValue("50000") int products,
        @DefaultValue("100000") int sessions,
        @DefaultValue("1000") int images) {

    private static final int MOST = 1_000_000_000;

    QuotaProperties {
        var settings = new Settings("tidemark.quotas");
        settings.between("replies", replies, 1, MOST);
        settings.between("businesses", businesses, 1, MOST);
        settings.between("products", products, 1, MOST);
        settings.between("sessions", sessions, 1, MOST);
        settings.between("images", images, 1, MOST);
    }

    int of(Quota quota) {
        return switch (quota) {
            case REPLIES -> replies;
            case BUSINESSES -> businesses;
            case PRODUCTS -> products;
            case SESSIONS -> sessions;
            case IMAGES -> images;
        };
    }
}
