package io.tidemark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Changes that are sent at a rate, whether or not the ones before are answered, and the streams that are owed them. A user's
 * changes go one after the other; a time is counted from when the change was due, not from when it could be sent.
 */
final class Traffic implements AutoCloseable {

    /** What each change's title begins with. */
    static final char MARK = '~';

    private static final int PUBLISHERS = 64;
    private static final Duration CONNECTING = Duration.ofMinutes(5);
    private static final int CONNECTING_AT_ONCE = 128;
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final Duration EMPTYING = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 5;
    private static int runs;

    /** What is sent. */
    enum Kind {
        CREATE,
        CREATE_WITH_KEY,
        UPDATE
    }

    /** What came of a run. */
    record Outcome(
            int sent,
            int failed,
            long owed,
            long lost,
            long outOfOrder,
            double perSecond,
            Latencies seen,
            Latencies done) {

        boolean isExact() {
            return failed == 0 && lost == 0 && outOfOrder == 0;
        }

        /** The times of the run that is in the middle by its p99; what was failed or lost in any of them. */
        static Outcome middle(List<Outcome> runs) {
            var sorted = runs.stream()
                    .sorted(Comparator.comparing(run -> run.seen.millis(99)))
                    .toList();
            var middle = sorted.get(runs.size() / 2);
            return new Outcome(
                    runs.stream().mapToInt(Outcome::sent).sum(),
                    runs.stream().mapToInt(Outcome::failed).sum(),
                    runs.stream().mapToLong(Outcome::owed).sum(),
                    runs.stream().mapToLong(Outcome::lost).sum(),
                    runs.stream().mapToLong(Outcome::outOfOrder).max().orElseThrow(), // It is counted on.
                    middle.perSecond,
                    middle.seen,
                    middle.done);
        }
    }

    private final Loop loop;
    private final List<? extends Target> servers;
    private final List<String> tokens;
    private final List<Stream> streams = new ArrayList<>();
    private final List<Publisher> publishers;
    private final int[] streamsOf;
    private final List<List<String>> existing;
    private Run run = new Run(0, 0, 0, Kind.CREATE);

    /** @param servers on one database, who are sent to and followed in turn */
    Traffic(List<? extends Target> servers, int users) throws IOException, InterruptedException {
        this.loop = new Loop();
        this.servers = servers;
        this.tokens = servers.get(0).tokens("user", users);
        this.streamsOf = new int[users];
        this.existing = java.util.stream.Stream.generate(() -> (List<String>) new ArrayList<String>())
                .limit(users)
                .toList();
        this.publishers = loop.ask(() -> IntStream.range(0, PUBLISHERS)
                .mapToObj(nth -> new Publisher(loop, port(nth)))
                .toList());
    }

    /** Opens that many streams for each user, and waits until they are live. */
    void follow(int perUser) throws InterruptedException {
        var added = new ArrayList<Stream>();
        for (int nth = 0; nth < perUser; nth++) {
            for (int user = 0; user < tokens.size(); user++) {
                added.add(new Stream(loop, tokens.get(user), (change, nanos) -> run.seen(change, nanos)));
                streamsOf[user]++;
            }
        }
        open(added);
    }

    /** Not all at once: what that does is a measurement of its own. */
    private void open(List<Stream> added) throws InterruptedException {
        streams.addAll(added);
        for (int from = 0; from < added.size(); from += CONNECTING_AT_ONCE) {
            var some = added.subList(from, Math.min(from + CONNECTING_AT_ONCE, added.size()));
            loop.execute(() ->
                    IntStream.range(0, some.size()).forEach(nth -> some.get(nth).open(port(nth))));
            if (!isReached(CONNECTING, () -> some.stream().allMatch(Stream::isLive))) {
                throw new IllegalStateException("not all streams are live within " + CONNECTING);
            }
        }
    }

    private int port(int nth) {
        return servers.get(nth % servers.size()).port();
    }

    /** Who the servers are. */
    String server() {
        return servers.get(0).name();
    }

    int processes() {
        return servers.size();
    }

    /** So that what was sent before is not measured with what comes. */
    void settle() throws SQLException {
        servers.get(0).settle();
    }

    int streams() {
        return streams.size();
    }

    /** Waits for the condition, and tells whether it came true in time. */
    private boolean isReached(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!loop.ask(condition::getAsBoolean)) {
            loop.check();
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Until most of the server's code is compiled. */
    static void warmUp(Form form, Server server, int streamsPerUser) throws IOException, InterruptedException {
        try (var traffic = new Traffic(List.of(server), form.users())) {
            traffic.follow(streamsPerUser);
            traffic.warmUp(form);
        }
    }

    void warmUp(Form form) throws InterruptedException {
        send(Kind.CREATE, form.warmUpRate(), form.warmUp(), Duration.ZERO);
    }

    /** Until a server that is warm has met the connections that it has now. */
    void warmAgain(Form form) throws InterruptedException {
        send(Kind.CREATE, form.warmUpRate(), form.step(), Duration.ZERO);
    }

    /** The same, and until the code for changes of that kind is compiled, too. */
    void warmFor(Form form, Kind kind) throws InterruptedException {
        send(kind, form.warmUpRate(), form.measured(), Duration.ZERO);
    }

    /** The middle of so many runs as the form repeats a latency. */
    Outcome repeat(Form form, int perSecond) throws InterruptedException {
        var runs = new ArrayList<Outcome>();
        for (int run = 0; run < form.repeats(); run++) {
            runs.add(send(Kind.CREATE, perSecond, form.repeated().dividedBy(4), form.repeated()));
        }
        return Outcome.middle(runs);
    }

    /** Sends changes for that long, of which those of the beginning do not count for the times. */
    Outcome send(Kind kind, int perSecond, Duration warmUp, Duration measured) throws InterruptedException {
        int uncounted = (int) (perSecond * warmUp.toMillis() / 1000);
        int all = uncounted + (int) (perSecond * measured.toMillis() / 1000);
        if (kind == Kind.UPDATE && existing.stream().anyMatch(List::isEmpty)) {
            throw new IllegalStateException("there is nothing to update");
        }
        var next = new Run(runs++, all, uncounted, kind);
        loop.ask(() -> run = next);
        next.start(perSecond);
        long nanos = (long) (all * 1e9 / perSecond);
        isReached(Duration.ofNanos(nanos).plus(LATE), next::isOver);
        var outcome = loop.ask(next::outcome);
        isReached(EMPTYING, next::isOver); // What is still on its way must not get in the way of the next.
        return outcome;
    }

    /** Changes that are sent together, and what became of each of them. All of it belongs to the loop's thread. */
    private final class Run {

        private final String mark;
        private final Kind kind;
        private final int uncounted;
        private final long[] due;
        private final boolean[] acknowledged;
        private final int[] seen;
        private final Latencies times = new Latencies();
        private final Latencies answers = new Latencies();
        private int next;
        private int answered;
        private int failed;
        private long owed;
        private long received;
        private long begun;
        private long lastAnswer;

        Run(int number, int changes, int uncounted, Kind kind) {
            this.mark = MARK + Integer.toString(number) + "-" + Long.toString(System.nanoTime(), 36) + "-";
            this.kind = kind;
            this.uncounted = uncounted;
            this.due = new long[changes];
            this.acknowledged = new boolean[changes];
            this.seen = new int[changes];
        }

        void start(int perSecond) {
            loop.execute(() -> {
                begun = System.nanoTime();
                for (int change = 0; change < due.length; change++) {
                    due[change] = begun + (long) (change * 1e9 / perSecond);
                }
                sendDue();
            });
        }

        private void sendDue() {
            long now = System.nanoTime();
            while (next < due.length && due[next] <= now) {
                send(next++);
            }
            if (next < due.length) {
                loop.at(due[next], this::sendDue);
            }
        }

        private void send(int change) {
            int user = change % tokens.size();
            publishers.get(user % PUBLISHERS).send(new Publisher.Command() {
                @Override
                public ByteBuffer request() {
                    return Run.this.request(change, user);
                }

                @Override
                public void answered(int status, String location) {
                    answer(change, status, location);
                }
            });
        }

        private ByteBuffer request(int change, int user) {
            var title = mark + change;
            var body = "{\"title\":\"%s\",\"content\":\"%s\"}"
                    .formatted(title, "All that is needed to answer. ".repeat(7));
            if (kind == Kind.UPDATE) {
                var own = existing.get(user);
                return Answer.request(
                        "PATCH", own.get(change / tokens.size() % own.size()), tokens.get(user), "", body);
            }
            var key = kind == Kind.CREATE_WITH_KEY ? "Idempotency-Key: " + title + "\r\n" : "";
            return Answer.request("POST", "/api/saved-replies", tokens.get(user), key, body);
        }

        private void answer(int change, int status, String location) {
            answered++;
            lastAnswer = System.nanoTime();
            if (status / 100 != 2) {
                failed++;
                return;
            }
            acknowledged[change] = true;
            owed += streamsOf[change % tokens.size()];
            if (change >= uncounted) {
                answers.add(lastAnswer - due[change]);
            }
            if (kind != Kind.UPDATE) {
                existing.get(change % tokens.size()).add(location);
            }
        }

        void seen(int change, long nanos) {
            if (change < 0 || change >= due.length) {
                return;
            }
            seen[change]++;
            received++;
            if (change >= uncounted) {
                times.add(nanos - due[change]);
            }
        }

        boolean isOver() {
            return answered == due.length && received >= owed;
        }

        Outcome outcome() {
            long lost = 0;
            for (int change = 0; change < due.length; change++) {
                if (acknowledged[change]) {
                    lost += Math.max(0, streamsOf[change % tokens.size()] - seen[change]);
                }
            }
            long outOfOrder = streams.stream().mapToLong(Stream::outOfOrder).sum();
            double seconds = (lastAnswer - begun) / 1e9;
            return new Outcome(
                    due.length,
                    failed + due.length - answered,
                    owed,
                    lost,
                    outOfOrder,
                    Math.round(answered / seconds * 10) / 10.0,
                    times,
                    answers);
        }
    }

    /** How many streams the server has ended. */
    long ended() {
        return loop.ask(() -> streams.stream().filter(Stream::isLost).count());
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
