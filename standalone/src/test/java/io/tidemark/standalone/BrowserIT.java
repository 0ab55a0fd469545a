package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.db.TestDatabase;
import io.tidemark.testkit.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The page in a real browser: what was away receives exactly what it missed, and who runs the system sees it live. */
@Tag("slow")
@SuppressWarnings("NullAway.Init") // Everything is started first.
class BrowserIT {

    /** Follows the stream, and leaves it to the browser to do something about a lost connection. */
    private static final String FOLLOW = """
            window.received = [];
            window.verdicts = [];
            window.source = new EventSource('/api/stream?access_token=%s');
            source.addEventListener('sync', (frame) => {
              const { mode, replayed } = JSON.parse(frame.data);
              verdicts.push(`${mode}, ${replayed} missed`);
            });
            for (const name of ['reply:created', 'reply:updated', 'reply:deleted']) {
              source.addEventListener(name, (frame) => received.push(`${name} ${frame.lastEventId}`));
            }
            """;

    private static final String LISTED = "[...document.querySelectorAll('#list .title')].map((e) => e.textContent)";
    private static final String LOGGED = """
            [...document.querySelectorAll('#frames li')].reverse().map((e) =>
              `${e.querySelector('.event').textContent} ${e.querySelector('.id').textContent}`)
              .filter((frame) => frame.startsWith('reply:'))
            """;

    private static final String ACTIVITIES = """
            [...document.querySelectorAll('#activities li')].map((e) => ['type', 'subject', 'actor']
              .map((part) => e.querySelector(`.${part}`).textContent).join(' '))
            """;
    private static final String ENTRIES = """
            [...document.querySelectorAll('#entries li')].map((e) => ['type', 'actor']
              .map((part) => e.querySelector(`.${part}`).textContent).join(' '))
            """;

    /** How many pixels of the first chart are not empty. */
    private static final String DRAWN = """
            (() => {
              const canvas = document.getElementById('chart-rate');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, nth) => nth % 4 === 3 && value > 0).length;
            })()
            """;

    private static final Duration CEILING = Duration.ofSeconds(30);

    private static ConfigurableApplicationContext application;
    private static Chromium browser;
    private static int port;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        var chromium = Chromium.installed();
        if (chromium.isPresent()) {
            application = SpringApplication.run(
                    Tidemark.class,
                    "--server.port=0",
                    "--tidemark.stream.checkpoint-interval=500ms",
                    "--spring.datasource.url=" + TestDatabase.create(),
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=");
            port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            browser = new Chromium(chromium.orElseThrow());
        }
    }

    @BeforeEach
    void skipWithoutBrowser() {
        assumeTrue(browser != null, "there is no chromium, chromium-browser or google-chrome on the PATH");
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (application != null) {
            application.close();
        }
    }

    @Test
    void native_event_source_that_was_cut_off_resumes_by_itself() {
        var ann = new OtherDevice(port, "ann");
        try (var proxy = new TcpProxy("http://127.0.0.1:%s/".formatted(port))) {
            browser.open(proxy.url());
            browser.evaluate(FOLLOW.formatted(ann.token()));
            until(() -> texts("verdicts"), List.of("live, 0 missed"));
            var seen = ann.create(UUID.randomUUID(), "Seen");
            until(() -> texts("received"), List.of(seen));

            proxy.inject(TcpProxy.Fault.CUT);
            until(() -> texts("[source.readyState]"), List.of("0")); // It is connecting again.
            var missed = changes(ann);
            proxy.mend();
            until(() -> texts("verdicts"), List.of("live, 0 missed", "resumed, 4 missed"));
            var live = ann.create(third, "Live again");
            until(() -> texts("received").contains(live), true);

            assertThat(texts("received")).containsExactlyElementsOf(joined(seen, missed, live));
        }
    }

    @Test
    void page_that_was_away_shows_exactly_what_it_missed() {
        var bea = new OtherDevice(port, "bea");
        signIn("bea");
        save("Mine");
        until(() -> texts(LISTED), List.of("Mine"));
        var seen = texts(LOGGED);

        click("drop");
        var missed = changes(bea);
        assertThat(texts(LISTED)).containsExactly("Mine");
        click("drop");
        until(() -> text("state"), "Live");
        var live = bea.create(third, "Live again");
        until(() -> texts(LOGGED).contains(live), true);

        assertThat(texts(LOGGED)).hasSize(6).containsExactlyElementsOf(joined(seen.get(0), missed, live));
        assertThat(texts(LISTED)).containsExactly("Live again", "Changed", "Mine");
        assertThat(text("replayed")).startsWith("4,");
        assertThat(text("gap")).isEmpty();
    }

    /** A connection can die without anybody being told. The page's clock runs faster here: 40 s are 4. */
    @Test
    void page_notices_that_nothing_comes_any_more_and_resumes() throws IOException {
        var hal = new OtherDevice(port, "hal");
        try (var proxy = new TcpProxy("http://127.0.0.1:%s/".formatted(port))) {
            browser.open(proxy.url());
            browser.evaluate("{ const later = setTimeout; window.setTimeout = (step, ms) => later(step, ms / 10); }");
            enter("hal");
            proxy.inject(TcpProxy.Fault.SEVERED);
            var missed = hal.create(first, "Missed");
            until(() -> texts(LISTED), List.of("Missed"));
            assertThat(texts(LOGGED)).containsExactly(missed);
            assertThat(text("gap")).isEmpty();
        }
    }

    @Test
    void page_edits_deletes_and_says_why_something_is_refused() {
        var cleo = new OtherDevice(port, "cleo");
        cleo.create(first, "<img src=x onerror=alert(1)>");
        signIn("cleo");
        until(() -> texts(LISTED), List.of("<img src=x onerror=alert(1)>"));

        click("edit-" + first);
        cleo.edit(first, "Changed elsewhere");
        until(() -> texts(LISTED), List.of("Changed elsewhere"));
        save("Too late");
        until(() -> text("problem"), "the current version is 1, which If-Match does not name; read the resource again");

        click("edit-" + first);
        save("In time");
        until(() -> texts(LISTED), List.of("In time"));
        assertThat(text("problem")).isEmpty();
        click("delete-" + first);
        until(() -> texts(LISTED), List.of());
    }

    @Test
    void dashboard_shows_what_others_do_as_it_happens() {
        var dan = new OtherDevice(port, "dan");
        signIn("root", "admin");
        click("to-dashboard");
        until(() -> text("watching"), "live");
        dan.create(first, "Seen by those who run it");
        until(() -> texts(ACTIVITIES).contains("reply:created reply/" + first + " dan"), true);
        dan.delete(first);
        until(() -> texts(ACTIVITIES).get(0), "reply:deleted reply/" + first + " dan");
        assertThat(browser.evaluate(DRAWN).asInt()).isGreaterThan(100);

        click("to-replies");
        assertThat(browser.evaluate("document.getElementById('dashboard').hidden")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void audit_finds_a_past_state_and_goes_on_live() {
        var eve = new OtherDevice(port, "eve");
        eve.create(first, "Before");
        eve.edit(first, "After");
        signIn("root", "admin");
        click("to-audit");
        browser.evaluate("document.querySelector('#filter [name=user]').value = 'eve'");
        click("filter-search");
        until(() -> texts(ENTRIES), List.of("reply:created eve", "reply:updated eve"));
        browser.evaluate("document.querySelector('#entries .subject').click()");
        until(() -> text("as-of").contains("Before"), true);
        assertThat(text("as-of")).doesNotContain("After");

        click("follow");
        until(() -> texts(ENTRIES), List.of());
        await().atMost(CEILING).until(() -> {
            eve.edit(first, UUID.randomUUID().toString()); // The one before may have come before the stream was open.
            return !texts(ENTRIES).isEmpty();
        });
        assertThat(texts(ENTRIES)).containsOnly("reply:updated eve");
    }

    @Test
    void who_has_no_role_sees_no_dashboard_and_only_their_own_history() {
        new OtherDevice(port, "fay").create(first, "Not for gil");
        new OtherDevice(port, "gil").create(second, "Gil's own");
        signIn("gil");
        click("to-audit");
        until(() -> texts(ENTRIES), List.of("reply:created gil"));
        assertThat(browser.evaluate("document.getElementById('to-dashboard').hidden")
                        .asBoolean())
                .isTrue();
    }

    private List<String> changes(OtherDevice device) {
        return List.of(
                device.create(first, "Missed"),
                device.create(second, "Short-lived"),
                device.edit(first, "Changed"),
                device.delete(second));
    }

    private static List<String> joined(String before, List<String> missed, String after) {
        return Stream.of(List.of(before), missed, List.of(after))
                .flatMap(List::stream)
                .toList();
    }

    private static <T> void until(Callable<T> seen, T expected) {
        await().atMost(CEILING).until(seen, expected::equals);
    }

    private static void signIn(String user, String... roles) {
        browser.open("http://127.0.0.1:%s/".formatted(port));
        enter(user, roles);
    }

    private static void enter(String user, String... roles) {
        browser.evaluate("document.getElementById('roles').checked = " + (roles.length > 0));
        browser.evaluate("document.getElementById('name').value = '%s'".formatted(user));
        browser.evaluate("document.querySelector('#sign-in button').click()");
        until(() -> text("user"), user);
        until(() -> text("state"), "Live");
    }

    private static void save(String title) {
        browser.evaluate("document.getElementById('title').value = '%s'".formatted(title));
        browser.evaluate("document.getElementById('content').value = 'Hello!'");
        click("save");
    }

    private static void click(String id) {
        browser.evaluate("document.getElementById('%s').click()".formatted(id));
    }

    private static String text(String id) {
        return browser.evaluate("document.getElementById('%s').textContent".formatted(id))
                .asString();
    }

    private static List<String> texts(String script) {
        return browser.evaluate(script).valueStream().map(JsonNode::asString).toList();
    }
}
