package io.tidemark.resilience;

import io.tidemark.resilience.Findings.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Sends each command until it is answered, under the same key, to one node after the other. */
final class Sender {

    private static final long PAUSE_MILLIS = 200;
    private static final int OUR_FAULT = 500;

    private final List<Node> nodes;
    private final Findings findings;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final LongAdder commands = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder retriedMoreThanOnce = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();

    Sender(List<Node> nodes, Findings findings) {
        this.nodes = nodes;
        this.findings = findings;
    }

    /** Returns when it is done, or refused. */
    void send(Command command, int first) throws InterruptedException {
        commands.increment();
        inFlight.incrementAndGet();
        try {
            for (int attempt = 0; !isAnswered(command, nodes.get((first + attempt) % nodes.size())); attempt++) {
                retries.increment();
                if (attempt == 1) {
                    retriedMoreThanOnce.increment();
                }
                if (attempt > 0) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private boolean isAnswered(Command command, Node node) throws InterruptedException {
        try {
            var answer = Http.send(
                    command.method(), node.at(command.path()), command.token(), command.key(), command.body());
            if (answer.isDone()) {
                return command.key() == null ? isWhollyDone(command, answer) : isDone(command, answer);
            }
            return isRefused(command, answer.status(), answer.body());
        } catch (IOException unknown) {
            return false;
        }
    }

    private boolean isDone(Command command, Http.Answer answer) {
        var subject = command.subject().isEmpty()
                ? "session/" + answer.json().get("id").asString()
                : command.subject();
        acknowledged.add(new Acknowledged(command.id(), subject, answer.version(), answer.position()));
        return true;
    }

    private boolean isWhollyDone(Command command, Http.Answer answer) {
        var all = new ArrayList<Acknowledged>();
        for (var result : answer.json().get("results")) {
            int status = result.get("status").asInt();
            if (status / 100 != 2) {
                if (result.path("retryable").asBoolean(false)) {
                    return false;
                }
                return isRefused(command, status, result.toString());
            }
            all.add(new Acknowledged(
                    "",
                    "session/" + result.get("id").asString(),
                    result.get("version").asLong(),
                    Http.positionOf(result.get("cursor").asString())));
        }
        acknowledged.addAll(all);
        return true;
    }

    /** An outage and a lost race pass; what is nobody's fault but ours is noted, and sent again as well. */
    private boolean isRefused(Command command, int status, String body) {
        if (status == 503 || body.contains("changed-meanwhile")) {
            return false;
        }
        findings.add(Kind.REFUSED, "%s: %s %s".formatted(command, status, body));
        return status < OUR_FAULT;
    }

    Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    int inFlight() {
        return inFlight.get();
    }

    long commands() {
        return commands.sum();
    }

    long retries() {
        return retries.sum();
    }

    long retriedMoreThanOnce() {
        return retriedMoreThanOnce.sum();
    }
}
