package io.tidemark.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a measurement came to, in the order in which it is told. */
final class Figures {

    private final String measurement;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Figures(String measurement) {
        this.measurement = measurement;
    }

    Figures with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** A number with a point is rounded to three digits behind it. */
    Figures is(String figure, Number value) {
        figures.put(figure, value instanceof Double precise ? Math.round(precise * 1000) / 1000.0 : value);
        return this;
    }

    /** Adds what a rate is of another. */
    void relateTo(Results.Reference other) {
        for (var figure : List.copyOf(figures.entrySet())) {
            if (figure.getKey().endsWith(other.unit()) && figure.getValue() instanceof Number rate) {
                is("of " + other.name(), rate.doubleValue() / other.rate());
            }
        }
    }

    String json(Map<String, Object> machine) {
        var all = new LinkedHashMap<String, Object>();
        all.put("measurement", measurement);
        all.put("settings", settings);
        all.put("figures", figures);
        all.putAll(machine);
        return JsonMapper.shared().writeValueAsString(all);
    }

    @Override
    public String toString() {
        return "| %s | %s | %s |".formatted(measurement, told(settings), told(figures));
    }

    private static String told(Map<String, Object> all) {
        return all.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
