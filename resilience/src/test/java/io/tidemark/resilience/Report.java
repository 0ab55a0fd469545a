package io.tidemark.resilience;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a run came to, for people and as a line of JSON. */
final class Report {

    private final Plan plan;
    private final Path directory;
    private final Map<String, List<Long>> millis = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private int events;

    Report(Plan plan, Path directory) {
        this.plan = plan;
        this.directory = directory;
    }

    synchronized void took(String fault, String what, Duration time) {
        var name = fault.isEmpty() ? what : fault + ": " + what;
        millis.computeIfAbsent(name, first -> new ArrayList<>()).add(time.toMillis());
        System.out.printf("%s: %d ms%n", name, time.toMillis());
    }

    synchronized void note(String fault, String text) {
        notes.add(fault + ": " + text);
        System.out.println(fault + ": " + text);
    }

    void events(int count) {
        events = count;
    }

    /** Takes the figures of a run that is over. */
    Report of(Run run) {
        var sender = run.sender();
        figures.put("seed", plan.seed());
        figures.put("commands", sender.commands());
        figures.put("acknowledged", sender.acknowledged().size());
        figures.put("retries", sender.retries());
        figures.put("retriedMoreThanOnce", sender.retriedMoreThanOnce());
        figures.put("events", events);
        figures.put("framesChecked", run.streams().frames());
        figures.put("readModelsLookedAt", run.peeks().looked());
        figures.put("snapshotsCompared", run.beginnings().compared());
        figures.put("begunInTheMiddle", run.beginnings().clients());
        figures.put("streams", run.streams().counts());
        figures.put("violations", run.findings().counts());
        figures.put("recoveryMillis", recoveries());
        return this;
    }

    private Map<String, Map<String, Long>> recoveries() {
        var all = new LinkedHashMap<String, Map<String, Long>>();
        millis.forEach((name, times) -> {
            var sorted = times.stream().sorted().toList();
            all.put(
                    name,
                    Map.of(
                            "median", sorted.get(sorted.size() / 2),
                            "max", sorted.get(sorted.size() - 1)));
        });
        return all;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(figures);
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        figures.forEach((name, value) -> {
            if (!name.equals("recoveryMillis")) {
                lines.add("%-20s %s".formatted(name, value));
            }
        });
        recoveries()
                .forEach((name, times) -> lines.add(
                        "%-60s median %6s ms, max %6s ms".formatted(name, times.get("median"), times.get("max"))));
        lines.addAll(notes);
        lines.add("logs of the nodes: " + directory);
        return lines.stream().collect(Collectors.joining("\n", "\n", "\n"));
    }
}
