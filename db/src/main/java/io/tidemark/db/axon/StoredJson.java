package io.tidemark.db.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How events and snapshots are written as JSON: by their fields, without those that are null, and as the Jackson modules of
 * the application say.
 */
public final class StoredJson {

    private StoredJson() {}

    /** Configures a mapper to read and write what the log holds. */
    public static void configure(JsonMapper.Builder builder) {
        builder.findAndAddModules()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .changeDefaultVisibility(
                        visibility -> visibility.withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
