package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.reactive.function.server.RouterFunction;

/** Every request that the server answers, sent by every kind of caller: {@code access-matrix.txt} says who may. */
@ExtendWith(SharedTidemark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final String HOW_TO_ADD = """
            Each route needs a row in standalone/src/test/resources/%s. Add one that names the route as it is listed here, \
            a path with the owner's things, a body, and the status for each caller; its head says how. A route for some \
            callers only needs an AccessRule bean beside its API, too.""".formatted(AccessRow.FILE);

    private static final String EVENTS = """
            SELECT count(*) FROM event_log WHERE payload->>'owner' = ? OR metadata->>'actor' = ANY (?)""";

    private static final List<String> ROLES = List.of("user", "auditor", "admin", "workflow");

    /** How much of a stream is looked at: the begin of its first frame. */
    private static final int STREAM_BYTES = 6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningTidemark tidemark;
    private final String marker =
            "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    private final Caller owner;
    private final List<Caller> withoutToken;
    private final Caller blocked;
    private final OwnersThings things;
    private final Map<String, String> shared;

    AccessMatrixTest(RunningTidemark tidemark) throws JOSEException {
        this.tidemark = tidemark;
        owner = tidemark.newUser();
        withoutToken = List.of(tidemark.anybody(), tidemark.with("a.b.c"), tidemark.with(expired()), signedOut());
        var admin = tidemark.newUser("admin");
        blocked = tidemark.newUser();
        admin.post("/api/admin/blocked-users", "{\"user\":\"%s\"}".formatted(blocked.user()))
                .is(200);
        things = new OwnersThings(tidemark, owner, marker);
        shared = new HashMap<>(things.create());
        shared.put("replay", OwnersThings.replay(admin));
    }

    private String expired() throws JOSEException {
        var key = tidemark.database()
                .sql("SELECT secret FROM issuer_key")
                .query(byte[].class)
                .single();
        var ended = Date.from(Instant.now().minusSeconds(1));
        return SecuritySpecTest.signed(
                SecuritySpecTest.good()
                        .subject(owner.user())
                        .expirationTime(ended)
                        .build(),
                key);
    }

    private Caller signedOut() {
        var leaving = tidemark.as(owner.user());
        leaving.post("/api/auth/sign-out", "").is(204);
        return leaving;
    }

    static List<AccessRow> rows() {
        return AccessRow.all();
    }

    @Test
    void every_route_has_a_row() {
        assertThat(rows().stream().map(AccessRow::route).distinct())
                .as(HOW_TO_ADD)
                .containsExactlyInAnyOrderElementsOf(tidemark.routes());
    }

    @Test
    void nothing_is_served_by_functions() {
        assertThat(tidemark.partsOf(RouterFunction.class)).as(HOW_TO_ADD).isEmpty();
    }

    /** A caller, and what they have to be answered. */
    private record Expected(Caller caller, AccessRow.Cell cell) {}

    @ParameterizedTest
    @MethodSource("rows")
    void caller_is_answered_as_the_matrix_says(AccessRow row) throws Exception {
        var concrete = row.with(names(row));
        var expected = expected(row);
        var callers =
                expected.stream().map(each -> each.caller().user()).distinct().toArray(String[]::new);
        long before = events(callers);
        for (var each : expected) {
            if (row.isRead() || each.cell().isRefused()) {
                assertAnswered(concrete, each);
            }
        }
        assertThat(events(callers)).as("events of requests that have no effect").isEqualTo(before);
        for (var each : expected) {
            if (!row.isRead() && !each.cell().isRefused()) {
                assertAnswered(concrete, each);
            }
        }
    }

    private Map<String, String> names(AccessRow row) {
        var names = new HashMap<>(shared);
        if (!row.isRead()) {
            names.putAll(things.create());
        }
        return names;
    }

    /** Of each row with tokens of its own, because some requests end them. */
    private List<Expected> expected(AccessRow row) {
        var expected = new ArrayList<Expected>();
        var cells = row.cells().iterator();
        var withoutValid = cells.next();
        withoutToken.forEach(caller -> expected.add(new Expected(caller, withoutValid)));
        ROLES.forEach(role -> expected.add(new Expected(tidemark.newUser(role), cells.next())));
        expected.add(new Expected(tidemark.as(owner.user()), cells.next()));
        expected.add(new Expected(blocked, withoutValid.isRefused() ? new AccessRow.Cell(403, false) : withoutValid));
        return expected;
    }

    private void assertAnswered(AccessRow row, Expected expected) throws Exception {
        var answer = answer(row, expected.caller());
        var by = "%s, by %s: %s".formatted(row, expected.caller().user(), answer.body());
        assertThat(answer.status()).as(by).isEqualTo(expected.cell().status());
        assertThat(answer.body().contains(marker))
                .as("whether it has the owner's data: %s", by)
                .isEqualTo(expected.cell().sees());
    }

    /** The events that concern the owner or that one of the callers caused. */
    private long events(String... callers) {
        return tidemark.database()
                .sql(EVENTS)
                .params(owner.user(), callers)
                .query(Long.class)
                .single();
    }

    private Answer answer(AccessRow row, Caller caller) throws IOException, InterruptedException {
        if (row.body().equals("image")) {
            return Multipart.image(Picture.png(1)).sentBy(caller, row.path());
        }
        var request = row.isRead()
                ? caller.request("GET", row.path(), BodyPublishers.noBody(), "Accept", row.mediaType())
                : caller.request(
                        row.method(),
                        row.path(),
                        BodyPublishers.ofString(row.body().replace("$token", caller.token())),
                        "Content-Type",
                        row.mediaType());
        var answer = http.send(request, BodyHandlers.ofInputStream());
        return new Answer(answer.statusCode(), answer.headers(), text(answer));
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            boolean streams =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            var bytes = streams ? body.readNBytes(STREAM_BYTES) : body.readAllBytes();
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    static Stream<String> files() throws IOException {
        return Stream.concat(
                Stream.of("/"),
                Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/static/*"))
                        .map(file -> "/" + file.getFilename()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everybody_may_read_the_files_of_the_page(String path) throws Exception {
        for (var caller : withoutToken) {
            var answer = http.send(caller.request("GET", path, BodyPublishers.noBody()), BodyHandlers.discarding());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
    }
}
