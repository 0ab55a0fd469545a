package io.tidemark.edge.security;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The routes that this process serves, as patterns. A log line names the pattern and never what a stranger typed. */
@Component
class Routes {

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    private volatile @Nullable List<PathPattern> patterns;

    Routes(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** The most specific pattern of the path; null if nothing is served there. */
    @Nullable
    String of(PathContainer path) {
        return patterns().stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .map(PathPattern::getPatternString)
                .orElse(null);
    }

    /** The handlers do not exist yet when this component is made. */
    private List<PathPattern> patterns() {
        var known = patterns;
        if (known == null) {
            known = mappings.stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                    .flatMap(route -> route.getPatternsCondition().getPatterns().stream())
                    .sorted(Comparator.naturalOrder())
                    .distinct()
                    .toList();
            patterns = known;
        }
        return known;
    }
}
