package io.tidemark.standalone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message in Protocol Buffers, read by the numbers of its fields. */
record ProtoMessage(Map<Integer, List<byte[]>> fields, Map<Integer, Long> numbers) {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int FOUR_BYTES = 5;

    static ProtoMessage parse(byte[] bytes) {
        var message = new ProtoMessage(new HashMap<>(), new HashMap<>());
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            int key = (int) varint(rest);
            message.readField(key >> 3, key & 7, rest);
        }
        return message;
    }

    private void readField(int field, int wireType, ByteBuffer rest) {
        if (wireType == VARINT) {
            numbers.put(field, varint(rest));
            return;
        }
        var content = new byte[size(wireType, rest)];
        rest.get(content);
        fields.computeIfAbsent(field, first -> new ArrayList<>()).add(content);
    }

    private static int size(int wireType, ByteBuffer rest) {
        return switch (wireType) {
            case EIGHT_BYTES -> 8;
            case FOUR_BYTES -> 4;
            default -> (int) varint(rest);
        };
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The messages in a field. */
    List<ProtoMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(ProtoMessage::parse)
                .toList();
    }

    /** A field's bytes; none if it is not there. */
    byte[] bytes(int field) {
        return fields.getOrDefault(field, List.of(new byte[0])).get(0);
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }
}
