package io.tidemark.command.session.sync;

import io.tidemark.edge.refusal.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Splits a batch into operations without parsing them. If the body is JSON, an error in one operation is that
 * operation's own answer.
 */
final class BatchReader {

    private static final String OPERATIONS = "operations";
    private static final String ACCESS_TOKEN = "access_token";

    private static final Set<String> FIELDS = Set.of(OPERATIONS);
    private static final Set<String> FIELDS_OF_BEACON = Set.of(OPERATIONS, ACCESS_TOKEN);

    /** Stands for every operation that is not an object: all are refused in the same way. */
    private static final byte[] NO_OBJECT = {'0'};

    /**
     * Without a limit of its own: the length of the body is limited, and nothing of an operation is kept or
     * converted.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();

    private @Nullable List<byte[]> operations;
    private @Nullable String accessToken;

    private BatchReader(byte[] body, JsonParser parser) {
        this.body = body;
        this.parser = parser;
    }

    /** @param operations each one as JSON */
    record Batch(
            @Nullable List<byte[]> operations, @Nullable String accessToken) {

        @Override
        public String toString() {
            return "Batch"; // Must not print the token.
        }
    }

    static Batch batch(byte[] body) {
        return read(body, FIELDS);
    }

    /** Reads a batch whose sender could not send headers. */
    static Batch beacon(byte[] body) {
        return read(body, FIELDS_OF_BEACON);
    }

    private static Batch read(byte[] body, Set<String> fields) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new BatchReader(body, parser).read(fields);
        } catch (JacksonException malformed) {
            throw new ServerWebInputException("cannot read the batch", null, malformed);
        }
    }

    private Batch read(Set<String> fields) {
        var first = parser.nextToken();
        if (first != JsonToken.VALUE_NULL) {
            require(first == JsonToken.START_OBJECT, "the body must be one JSON object");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                readField(parser.currentName(), fields);
            }
        }
        require(parser.nextToken() == null, "the body must be one JSON object");
        return new Batch(operations, accessToken);
    }

    private void readField(String name, Set<String> fields) {
        if (!fields.contains(name)) {
            throw Refused.invalid("json.unknown-field", "unknown field '%s'".formatted(name));
        }
        if (!seen.add(name)) {
            throw Refused.invalid("json.malformed", "the field '%s' is there twice".formatted(name));
        }
        parser.nextToken();
        if (name.equals(OPERATIONS)) {
            operations = readOperations();
        } else {
            accessToken = readToken();
        }
    }

    private @Nullable List<byte[]> readOperations() {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        require(parser.hasToken(JsonToken.START_ARRAY), "operations must be an array");
        var all = new ArrayList<byte[]>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            all.add(readOperation());
        }
        return all;
    }

    private byte[] readOperation() {
        boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return isObject
                ? Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset())
                : NO_OBJECT;
    }

    private @Nullable String readToken() {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        require(parser.hasToken(JsonToken.VALUE_STRING), "access_token must be a string");
        return parser.getString();
    }

    private static void require(boolean right, String detail) {
        if (!right) {
            throw Refused.invalid("json.wrong-type", detail);
        }
    }
}
