package io.tidemark.standalone;

import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

/**
 * A method and a path that a handler answers.
 *
 * @param path with its variables, such as {@code /api/saved-replies/{id}}
 */
record Endpoint(String method, String path) {

    static Stream<Endpoint> of(RequestMappingInfo mapping) {
        return mapping.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> new Endpoint(method, path.getPatternString())));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
