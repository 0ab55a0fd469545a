package io.tidemark.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GracefulLifecycleTest {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayStop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private final class Component extends GracefulLifecycle {

        Component() {
            super("component-stop");
        }

        @Override
        public void start() {}

        @Override
        public void stop() {
            awaitUninterruptibly(mayStop);
            said.add("stopped on " + Thread.currentThread().getName());
        }

        @Override
        public boolean isRunning() {
            return true;
        }
    }

    @Test
    void caller_goes_on_while_the_component_stops() {
        new Component().stop(this::sayDone);
        assertThat(said).isEmpty();
        mayStop.countDown();
        awaitUninterruptibly(done);
        assertThat(said).containsExactly("stopped on component-stop", "done");
    }

    private void sayDone() {
        said.add("done");
        done.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
