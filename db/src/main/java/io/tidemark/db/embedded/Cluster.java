package io.tidemark.db.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.postgresql.util.PasswordUtil;
import org.springframework.util.FileSystemUtils;

/**
 * The files of a server. As long as it is not certain who can log in, no server runs on them.
 *
 * @param directory of the server's files
 * @param passwordFile with the password of the one role that can log in
 */
record Cluster(Path directory, PasswordFile passwordFile, PostgresPrograms programs, ServerKind kind) {

    static final String SUPERUSER = "postgres";

    /** All that there is: PostgreSQL refuses what no line names. */
    private static final String WHO_MAY_CONNECT = """
            # Written by Tidemark, which writes it anew when it finds something else here.
            host all all %s/32 scram-sha-256
            """.formatted(EmbeddedServer.HOST);

    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 4096;

    /** Makes the files if there are none. They get their name when they are complete, and let nobody in. */
    void createIfMissing() throws IOException {
        if (Files.exists(directory.resolve("postgresql.conf"))) {
            return;
        }
        var unfinished = directory.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(unfinished);
        var arguments = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", SUPERUSER, "-E", "UTF-8"));
        arguments.add("--auth=reject");
        arguments.addAll(kind.locale());
        programs.run("initdb", arguments, "");
        Files.move(unfinished, directory, ATOMIC_MOVE);
    }

    /**
     * Returns the password of the role. The first start on new files, or on those of a release whose server trusted
     * everybody, draws it.
     *
     * <p>The password file is removed first and written last. If the process dies in between, the next start does all
     * of it again. Until then no server runs here: the statements are given to PostgreSQL's single-user mode, to which
     * nobody can connect.
     */
    String lockUp(RandomGenerator random) throws IOException {
        var known = passwordFile.password();
        if (known.isPresent() && isLockedUp()) {
            return known.get();
        }
        passwordFile.delete();
        var drawn = PasswordFile.draw(random);
        execute(kind.login().formatted(verifier(drawn, random)));
        PrivateFiles.write(whoMayConnect(), WHO_MAY_CONNECT);
        passwordFile.write(drawn);
        return drawn;
    }

    private boolean isLockedUp() throws IOException {
        return Files.exists(whoMayConnect())
                && Files.readString(whoMayConnect()).equals(WHO_MAY_CONNECT);
    }

    private Path whoMayConnect() {
        return directory.resolve("pg_hba.conf");
    }

    /** What the server keeps, so that the password itself is in no statement, and so in no log. */
    private static String verifier(String password, RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return PasswordUtil.encodeScramSha256(password.toCharArray(), ITERATIONS, salt);
    }

    private void execute(String statements) throws IOException {
        var arguments = List.of("--single", "-j", "-D", directory.toString(), "-c", "exit_on_error=on", "postgres");
        programs.run("postgres", arguments, statements);
    }
}
