package io.tidemark.standalone;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

/**
 * Names what a handler answers: {@code POST /api/sync/sessions text/plain}. Of a route with several handlers, each has the
 * parameter or the media type by which Spring chooses it.
 */
final class ServedRoutes {

    private ServedRoutes() {}

    static Stream<String> of(RequestMappingInfo handler, boolean alone) {
        return handler.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> handler.getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + path.getPatternString() + choice(handler, alone)));
    }

    private static String choice(RequestMappingInfo handler, boolean alone) {
        var parameters = handler.getParamsCondition().getExpressions();
        if (!parameters.isEmpty()) {
            return parameters.stream().map(each -> " ?" + each.getName()).collect(Collectors.joining());
        }
        var consumed = handler.getConsumesCondition().getConsumableMediaTypes();
        var produced = handler.getProducesCondition().getProducibleMediaTypes();
        return Stream.of(typeOf(consumed, alone), typeOf(produced, alone))
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String typeOf(Set<MediaType> types, boolean alone) {
        return alone ? "" : types.stream().map(type -> " " + type).collect(Collectors.joining());
    }

    /** Names the routes of all handlers. */
    static List<String> of(List<RequestMappingInfo> handlers) {
        return handlers.stream()
                .flatMap(handler -> of(
                        handler,
                        handlers.stream().noneMatch(other -> !other.equals(handler) && isLike(handler, other))))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isLike(RequestMappingInfo one, RequestMappingInfo other) {
        return one.getPatternsCondition().equals(other.getPatternsCondition())
                && one.getMethodsCondition().equals(other.getMethodsCondition())
                && one.getParamsCondition().equals(other.getParamsCondition());
    }
}
