package io.tidemark.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Takes the bytes of an HTTP/1.1 response piece by piece, chunked or not, and passes on each complete frame. */
public final class FrameDecoder {

    /** Receives the frames. */
    public interface Receiver {

        /**
         * Takes one frame.
         *
         * @param end where the frame's empty line begins
         */
        void frame(byte[] bytes, int start, int end);
    }

    private enum State {
        HEAD,
        WHOLE,
        SIZE,
        CHUNK,
        AFTER_CHUNK,
        END
    }

    private static final int INITIAL = 2048;

    private final Receiver receiver;
    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private int status;
    private boolean chunked;
    private int left;
    private byte[] body = new byte[INITIAL];
    private int length;
    private int looked;

    public FrameDecoder(Receiver receiver) {
        this.receiver = receiver;
    }

    /** The status of the response; 0 until it is known. */
    public int status() {
        return status;
    }

    public boolean hasEnded() {
        return state == State.END;
    }

    public void take(ByteBuffer bytes) {
        while (bytes.hasRemaining() && state != State.END) {
            if (state == State.WHOLE) {
                take(bytes, bytes.remaining());
            } else if (state == State.CHUNK) {
                takeChunk(bytes);
            } else if (bytes.get(bytes.position()) == '\n') {
                bytes.get();
                takeLine();
            } else {
                line.append((char) (bytes.get() & 0xff));
            }
        }
    }

    private void takeLine() {
        var text = line.toString().strip();
        line.setLength(0);
        if (state == State.HEAD) {
            takeHead(text);
        } else if (state == State.AFTER_CHUNK) {
            state = State.SIZE;
        } else {
            left = Integer.parseInt(text, 16);
            state = left == 0 ? State.END : State.CHUNK;
        }
    }

    private void takeHead(String text) {
        if (status == 0) {
            status = Integer.parseInt(text.split(" ", 3)[1]);
        } else if (text.isEmpty()) {
            state = stateOfBody();
        } else if (text.equalsIgnoreCase("transfer-encoding: chunked")) {
            chunked = true;
        } else if (status == 200 && text.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
            throw new IllegalArgumentException("a stream has no length: " + text);
        }
    }

    private State stateOfBody() {
        if (status != 200) {
            return State.END;
        }
        return chunked ? State.SIZE : State.WHOLE;
    }

    private void takeChunk(ByteBuffer bytes) {
        int count = Math.min(left, bytes.remaining());
        left -= count;
        if (left == 0) {
            state = State.AFTER_CHUNK;
        }
        take(bytes, count);
    }

    private void take(ByteBuffer bytes, int count) {
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, length + count));
        }
        bytes.get(body, length, count);
        length += count;
        passOn();
    }

    private void passOn() {
        int start = 0;
        for (int at = Math.max(looked, 1); at < length; at++) {
            if (body[at] == '\n' && body[at - 1] == '\n') {
                receiver.frame(body, start, at - 1);
                start = at + 1;
                at++;
            }
        }
        System.arraycopy(body, start, body, 0, length - start);
        length -= start;
        looked = length;
    }

    @Override
    public String toString() {
        return state + " " + status + ": " + new String(body, 0, length, StandardCharsets.UTF_8);
    }
}
