package io.tidemark.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users whose uploads do not come leave places for the uploads of others. */
@ExtendWith(SharedTidemark.class)
class FairUploadsSpecTest {

    private static final int USERS = 8;
    private static final int EACH = 4;

    private final RunningTidemark tidemark;
    private final List<Socket> stalled = new ArrayList<>();

    FairUploadsSpecTest(RunningTidemark tidemark) {
        this.tidemark = tidemark;
    }

    @AfterEach
    void hang_up() throws IOException {
        for (var socket : stalled) {
            socket.close();
        }
    }

    @Test
    void eight_users_whose_uploads_do_not_come_leave_places_for_others() {
        int before = incoming();
        IntStream.range(0, USERS)
                .mapToObj(i -> Shop.of(tidemark, "Slow " + i))
                .forEach(shop -> IntStream.range(0, EACH).forEach(i -> stalled.add(shop.beginUpload())));
        await().until(() -> incoming() >= before + USERS * EACH);
        var shop = Shop.of(tidemark, "Quay");
        shop.upload(Multipart.image(Picture.png(1))).is(200);
        assertThat(incoming()).isGreaterThanOrEqualTo(before + USERS * EACH);
    }

    private static int incoming() {
        try (Stream<Path> files = Files.list(Path.of("target/images/incoming"))) {
            return (int) files.count();
        } catch (IOException none) {
            return 0;
        }
    }
}
