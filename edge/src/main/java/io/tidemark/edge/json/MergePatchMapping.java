package io.tidemark.edge.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Maps {@code PATCH} with a {@link MergePatch}, which clients also send as plain JSON. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
        method = RequestMethod.PATCH,
        consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"},
        produces = MediaType.APPLICATION_JSON_VALUE)
public @interface MergePatchMapping {

    @AliasFor(annotation = RequestMapping.class, attribute = "path")
    String[] value();
}
