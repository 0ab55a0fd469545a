package io.tidemark.db.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of events and snapshots: their fields without those that are null, and what the Jackson modules of the
 * application define.
 */
public final class StoredJson {

    private StoredJson() {}

    /** Configures a mapper to read and write the log's JSON. */
    public static void configure(JsonMapper.Builder builder) {
        builder.findAndAddModules()
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .changeDefaultVisibility(
                        visibility -> visibility.withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
