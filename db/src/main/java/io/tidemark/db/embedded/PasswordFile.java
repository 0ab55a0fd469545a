package io.tidemark.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Keeps the password of a role in the format of PostgreSQL's clients, which read it by {@code PGPASSFILE}. */
record PasswordFile(Path file, String role) {

    private static final int BYTES = 32;

    /** The password, unless there is none for this role, or others could have read it. */
    Optional<String> password() throws IOException {
        if (!Files.isRegularFile(file) || !PrivateFiles.isPrivate(file)) {
            return Optional.empty();
        }
        var line = Files.readString(file).strip();
        return line.startsWith(start()) ? Optional.of(line.substring(start().length())) : Optional.empty();
    }

    static String draw(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void write(String password) throws IOException {
        PrivateFiles.write(file, start() + password + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Any port: each start takes another one. */
    private String start() {
        return "%s:*:*:%s:".formatted(EmbeddedServer.HOST, role);
    }
}
