package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** {@code ?access_token=} signs in to a stream, and never reaches the log, however talkative that is. */
@ExtendWith(SharedTidemark.class)
class TokenInAddressSpecTest {

    private static final List<String> TALKATIVE = List.of(
            "org.springframework.web",
            "org.springframework.security",
            "org.springframework.http",
            "org.springframework.boot",
            "reactor.netty.http",
            "reactor.netty.channel",
            "io.tidemark");

    private final Caller anybody;
    private final String token;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage()
                    + event.getMDCPropertyMap()
                    + event.getKeyValuePairs()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    TokenInAddressSpecTest(RunningTidemark tidemark) {
        anybody = tidemark.anybody();
        token = tidemark.newUser().token();
    }

    @BeforeEach
    void everything_is_logged() {
        appender.start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        TALKATIVE.forEach(name -> logger(name).setLevel(Level.DEBUG));
    }

    @AfterEach
    void as_before() {
        logger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        TALKATIVE.forEach(name -> logger(name).setLevel(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?access_token=", "?lastEventId=x&access_token=", "?other=%C3%A9&access_token="})
    void signs_in_to_a_stream_and_is_not_logged(String query) throws Exception {
        var path = "/api/stream" + query + token;
        var request = anybody.request("GET", path, BodyPublishers.noBody());
        try (var body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8)).isIn("retry:", "event:");
        }
        assertThatItWasLoggedWithoutTheToken("/api/stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/changes?access_token=",
                "/api/nothing?access_token=",
                "/api/stream?other=%00&access_token=",
                "/api/stream?types=nonsense&access_token=",
                "/api/nothing/stream?access_token=",
                "/api//stream?access_token=",
                "/api/saved-replies?q[]=1&access_token="
            })
    void is_not_logged_when_the_request_is_refused(String address) {
        assertThat(anybody.get(address + token).status()).isBetween(400, 499);
        assertThatItWasLoggedWithoutTheToken("/api/");
    }

    private void assertThatItWasLoggedWithoutTheToken(String path) {
        await().untilAsserted(() ->
                assertThat(log).anySatisfy(line -> assertThat(line).contains(path)));
        assertThat(log).allSatisfy(line -> assertThat(line).doesNotContain(signature()));
    }

    /** The part of the token by which it is good. */
    private String signature() {
        return Stream.of(token.split("\\.", -1)).reduce((first, last) -> last).orElseThrow();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
